import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { longestQuestion, type Found, type Kind } from '#search/entry.ts';
import { isEmpty, readQuestion, termQuery, termsQuery, type Question } from '#search/question.ts';
import { placesOf } from '#search/excerpt.ts';
import { asFound, rankFound, weighed, type Ranked } from '#search/rank-found.ts';
import { correctTerms } from '#search/server/correct.ts';
import { newestWith } from '#search/server/newest.ts';
import { readFound } from '#search/server/read-found.ts';
import { settleFilters, type Filters } from '#search/server/settle-filters.ts';
import { openCategory } from '#community/server/index.ts';

/** Results on a page. */
export const mostFound = 30;
/** The newest entries by their titles, and by all their words; and as many things of both that are looked at. */
const most = 100;
/** Pages on which what is put in order has room; who wants others asks with more words. */
export const lastPage = Math.ceil(most / mostFound);

/** A page of what was found. */
export interface FoundPage {
	question: Question;
	items: Found[];
	/** Results on all pages. */
	total: number;
	/** What was looked for instead; null: what was asked for. */
	corrected: string | null;
}

/** A thing that has the words, before it is known whether the asker may see it. */
interface Candidate {
	kind: Kind;
	thing: number;
	titled: boolean;
	written: Date;
}

/**
 * What the asker may see that has every word of the question: by title first, then by how much and how lately, a page of it. Each page is
 * of the same things put in order, so none costs more than the first. The number of results counts only what may be seen. Where nothing is found, typing errors are put right by the words of
 * the house: `corrected` says what was looked for instead.
 */
export const search = query(
	z.object({
		question: z.string().max(longestQuestion * 10),
		page: z.number().int().min(1).max(lastPage).default(1),
	}),
	async (ctx, { question: text, page }): Promise<FoundPage> => {
		const question = readQuestion(text);
		if (isEmpty(question)) return { question, items: [], total: 0, corrected: null };
		const found = await find(ctx, question, page);
		const terms = found.total ? null : await correctTerms(ctx, question.terms);
		if (!terms) return { question, ...found, corrected: null };
		const meant = await find(ctx, { ...question, terms }, page);
		return { question, ...meant, corrected: meant.total ? terms.join(' ') : null };
	},
);

async function find(ctx: Ctx, question: Question, page: number): Promise<Pick<FoundPage, 'items' | 'total'>> {
	const candidates = await findCandidates(ctx, question);
	const seen = await readFound(ctx, candidates.slice(0, most), weighed);
	const ranked = rankFound(seen, question.terms, ctx.now);
	const shown = ranked.slice((page - 1) * mostFound, page * mostFound);
	return { items: (await readFar(ctx, shown, question.terms)).map(asFound), total: ranked.length };
}

/** Of long texts the beginning decides; where the words stand further down, what is shown is read whole. Who may not see it now has lost it. */
async function readFar(ctx: Ctx, ranked: readonly Ranked[], terms: readonly string[]): Promise<Ranked[]> {
	const far = new Set(ranked.filter(({ one, places }) => !places.length && one.text.length >= weighed));
	if (!far.size) return [...ranked];
	const whole = new Map(
		(
			await readFound(
				ctx,
				[...far].map(({ one }) => one),
			)
		).map((one) => [`${one.kind}:${one.thing}`, one]),
	);
	return ranked.flatMap((result) => {
		if (!far.has(result)) return result;
		const one = whole.get(`${result.one.kind}:${result.one.thing}`);
		return one ? { ...result, one, places: placesOf(one.text, terms) } : [];
	});
}

async function findCandidates(ctx: Ctx, question: Question): Promise<Candidate[]> {
	const words = termsQuery(question.terms, '&');
	const filter = filterOf(ctx, question, await settleFilters(ctx, question));
	if (!words) {
		const { rows } = await sql<Candidate>`
			select kind, thing, false as titled, written from search.entry e
			where part = 0 and ${filter} order by written desc, id desc limit ${sql.lit(most)}`.execute(ctx.db);
		return rows;
	}
	const { rows } = await sql<Candidate>`
		with titles as materialized (${newestWith(ctx, 'title', words, filter, most)}), texts as materialized (${newestWith(ctx, 'words', words, filter, most)}),
		apart as materialized (${apart(question, filter)}),
		found as (
			select kind, thing, written, true as titled from titles
			union all
			select kind, thing, written, false from texts
			union all
			(select kind, thing, written, false from apart order by written desc limit ${sql.lit(most)})
		)
		select kind, thing, bool_or(titled) as titled, max(written) as written from found
		group by kind, thing order by bool_or(titled) desc, max(written) desc`.execute(ctx.db);
	return rows;
}

/** Long texts whose parts have the words between them. */
function apart({ terms }: Question, filter: RawBuilder<boolean>): RawBuilder<unknown> {
	if (terms.length < 2)
		return sql`select null::text as kind, null::bigint as thing, null::timestamptz as written where false`;
	const each = terms.map((term) => sql`bool_or(words @@ ${termQuery(term)}::tsquery)`);
	return sql`
		select kind, thing, max(written) as written from search.entry e
		where parts > 1 and words @@ ${termsQuery(terms, '|')}::tsquery and ${filter}
		group by kind, thing having ${sql.join(each, sql` and `)}`;
}

/** What the filters leave, and what the asker may find by its words at all. */
function filterOf(
	ctx: Ctx,
	question: Question,
	{ authors, tags, kinds, categories, threadKind, after, before }: Filters,
): RawBuilder<boolean> {
	const conditions = [
		ctx.actor.kind === 'visitor' ? sql`e.audience = 'everybody'` : sql`true`,
		openCategory(ctx.actor, 'e.category'),
	];
	if (question.without.length) conditions.push(sql`not e.words @@ ${termsQuery(question.without, '|')}::tsquery`);
	if (authors) conditions.push(sql`e.authors && ${authors}::bigint[]`);
	if (tags) conditions.push(sql`e.tags && ${tags}::text[]`);
	const places = [
		...(kinds ? [sql`e.kind = any(${kinds}::text[])`] : []),
		...(categories?.length || (categories && !kinds) ? [sql`e.category = any(${categories}::bigint[])`] : []),
	];
	if (places.length) conditions.push(sql`(${sql.join(places, sql` or `)})`);
	if (threadKind === 'none') conditions.push(sql`false`);
	else if (threadKind === 'discussion') conditions.push(sql`e.kind in ('thread', 'comment') and e.thread_kind is null`);
	else if (threadKind) conditions.push(sql`e.thread_kind = ${threadKind}`);
	if (question.solved === 'yes')
		conditions.push(sql`exists (select from community.answer a where a.thread = ${threadOf})`);
	if (question.solved === 'no')
		conditions.push(
			sql`e.kind = 'thread' and exists (
				select from community.thread t where t.id = e.thing and t.kind = 'question' and not exists (select from community.answer a where a.thread = t.id)
			)`,
		);
	if (after) conditions.push(sql`e.written >= ${after}`);
	if (before) conditions.push(sql`e.written < ${before}`);
	return sql`${sql.join(conditions, sql` and `)}`;
}

/** The thread that an entry is or stands in; null: neither. */
const threadOf = sql`case e.kind when 'thread' then e.thing when 'comment' then (select c.thread from community.comment c where c.id = e.thing) end`;
