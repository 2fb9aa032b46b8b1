import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { kinds, type Entry } from '#search/entry.ts';
import { readEntries } from '#search/server/read-entries.ts';
import { timeMarks } from '#search/stretch.ts';
import { cutText, vectorOf } from '#search/vector.ts';

const IndexThings = z.object({ kind: z.enum(kinds), ids: z.array(z.number().int().positive()).max(1_000) });

/**
 * Makes the entries of these things anew, from what stands there now: safe to repeat, and whoever has gone is forgotten.
 * It changes nothing that a page shows, so it states nothing. Returns how many entries there are.
 */
export const indexThings = command(IndexThings, async (ctx, { kind, ids }): Promise<number> => {
	if (!ids.length) return 0;
	const rows = (await readEntries[kind](ctx, ids)).flatMap(rowsOf);
	await sql`delete from search.entry where kind = ${kind} and thing = any(${ids}::bigint[])`.execute(ctx.db);
	if (rows.length)
		await sql`
			insert into search.entry (kind, thing, audience, part, parts, title, words, written, authors, category, tags, thread_kind)
			select ${kind}, thing, audience, part, parts, title::tsvector, words::tsvector, written,
				coalesce(authors, '{}'), category, coalesce(tags, '{}'), thread_kind
			from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given (
				thing bigint, audience text, part smallint, parts smallint, title text, words text, written timestamptz,
				authors bigint[], category bigint, tags text[], thread_kind text
			)
			on conflict (kind, thing, audience, part) do nothing`.execute(ctx.db);
	await keepWords(ctx, rows);
	return rows.length;
});

/** An entry as rows: one, or one for each part of a long text. The first has the title. */
function rowsOf({ title, text, tags, ...entry }: Entry) {
	const parts = cutText(text);
	const marks = timeMarks(entry.written);
	return parts.map((piece, part) => ({
		...entry,
		tags,
		part,
		parts: parts.length,
		title: part || !title ? '' : `${vectorOf([{ text: title, weight: 'A' }])} ${marks}`,
		words: `${vectorOf([
			...(part || !title ? [] : [{ text: title, weight: 'A' as const }]),
			// A comment is asked for by the tags of its thread, and is not about each of their words.
			...(part || !title || !tags.length ? [] : [{ text: tags.join(' · '), weight: 'B' as const }]),
			{ text: piece, weight: 'D' },
		])} ${marks}`,
	}));
}

interface Worded {
	audience: string;
	category: number | null;
	title: string;
	words: string;
}
/** Keeps the words that are written with letters, for whoever mistypes one. Only what everybody may read: a word can tell something. */
async function keepWords(ctx: Ctx, rows: readonly Worded[]): Promise<void> {
	const words = new Set<string>();
	const closed = await closedCategories(ctx);
	for (const row of rows)
		if (row.audience === 'everybody' && !closed.has(row.category))
			for (const [, word = ''] of row.words.matchAll(/'([a-z]{4,30})':/g)) words.add(word);
	if (!words.size) return;
	await sql`
		insert into search.word (word) select word from unnest(${[...words].sort()}::text[]) as word
		on conflict (word) do update set seen = word.seen + 1 where word.seen < 1000`.execute(ctx.db);
}

/** Categories that not everybody sees. */
async function closedCategories(ctx: Ctx): Promise<Set<number | null>> {
	const rows = await ctx.db.selectFrom('community.category').select('id').where('seen_by', '<>', 'everybody').execute();
	return new Set(rows.map(({ id }) => id));
}
