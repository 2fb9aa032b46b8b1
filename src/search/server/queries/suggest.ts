import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { longestQuestion, type Kind } from '#search/entry.ts';
import { readQuestion, termsQuery } from '#search/question.ts';
import { newestWith } from '#search/server/newest.ts';
import { readFound } from '#search/server/read-found.ts';
import { openCategory } from '#community/server/index.ts';

/** Suggestions of one list, and titles that are looked at for it. */
const [most, looked] = [6, 40];

/** Something that whoever types may mean. */
export interface Suggestion {
	title: string;
	path: string;
	kind: Kind;
}

/** Titles and names that begin or contain what is being typed, the newest first; only what the asker may see. */
export const suggest = query(
	z.object({ question: z.string().max(longestQuestion * 10) }),
	async (ctx, { question: text }): Promise<Suggestion[]> => {
		const words = termsQuery(readQuestion(text).terms, '&');
		if (!words) return [];
		const filter = sql<boolean>`${ctx.actor.kind === 'visitor' ? sql`e.audience = 'everybody'` : sql`true`} and ${openCategory(ctx.actor, 'e.category')}`;
		const { rows } = await sql<{ kind: Kind; thing: number; titled: boolean }>`
			select kind, thing, true as titled from (${newestWith(ctx, 'title', words, filter, looked)}) newest
			order by written desc limit ${sql.lit(looked)}`.execute(ctx.db);
		const found = await readFound(ctx, rows, 0);
		const seen = new Map(found.map((one) => [`${one.kind}:${one.thing}`, one]));
		const paths = new Set<string>();
		return rows
			.flatMap(({ kind, thing }) => seen.get(`${kind}:${thing}`) ?? [])
			.filter(({ path }) => !paths.has(path) && paths.add(path))
			.slice(0, most)
			.map(({ title, path, kind }) => ({ title, path, kind }));
	},
);
