import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { fold } from '#platform/language/fold.ts';
import { zonedTime } from '#platform/language/zoned-time.ts';
import type { ThreadKind } from '#community/kind.ts';
import { kindsIn, threadKindCalled, type Kind } from '#search/entry.ts';
import { termQuery, type Question } from '#search/question.ts';

/** What the filters of a question mean in this house; null: it does not ask for that. */
export interface Filters {
	authors: number[] | null;
	tags: string[] | null;
	kinds: readonly Kind[] | null;
	categories: number[] | null;
	/** None: of no kind that there is. */
	threadKind: ThreadKind | 'none' | null;
	after: Date | null;
	before: Date | null;
}

/**
 * Names are written as people write them: a member's handle or what they are called, a category's address or name, a tag; in either script, any
 * width and case. Days are those of the brand. A name that nobody has leaves nothing.
 */
export async function settleFilters(ctx: Ctx, question: Question): Promise<Filters> {
	const { by, tag, kind, in: within, after, before } = question;
	const day = after || before ? await dayOf(ctx) : null;
	return {
		authors: by ? await authorsCalled(ctx, by) : null,
		tags: tag ? await tagsCalled(ctx, tag) : null,
		kinds: within ? kindsIn(same(within)) : null,
		categories: within ? await categoriesCalled(ctx, within) : null,
		threadKind: kind ? (threadKindCalled(same(kind)) ?? 'none') : null,
		after: (after && day?.(after)) || null,
		before: (before && day?.(before)) || null,
	};
}

const same = (name: string): string => fold(name).text.trim();
const called = (name: string) => (one: string) => same(one) === same(name);

/** Few enough to be read, and compared here: PostgreSQL knows nothing of the two scripts. */
async function categoriesCalled(ctx: Ctx, name: string): Promise<number[]> {
	const rows = await ctx.db.selectFrom('community.category').select(['id', 'slug', 'name']).execute();
	return rows.filter((row) => [row.slug, row.name].some(called(name))).map(({ id }) => id);
}

/** By handle, or of those whose name has the words those who have no other. */
async function authorsCalled(ctx: Ctx, name: string): Promise<number[]> {
	const words = termQuery(same(name));
	const { rows } = await sql<{ id: number; handle: string; name: string }>`
		select id, handle, name from membership.member where handle = ${name} or name = ${name}
		union
		select m.id, m.handle, m.name from search.entry e join membership.member m on m.id = e.thing
		where ${words ? sql`e.kind = 'member' and e.title <> '' and e.title @@ ${words}::tsquery` : sql`false`}`.execute(
		ctx.db,
	);
	return rows.filter((row) => [row.handle, row.name].some(called(name))).map(({ id }) => id);
}

/** As it is written on what has it; a tag that was renamed is found by what it was called before. */
async function tagsCalled(ctx: Ctx, name: string): Promise<string[]> {
	const words = termQuery(same(name));
	const { rows } = await sql<{ tag: string; was: string }>`
		select leads_to as tag, name as was from content.former_tag where name = ${name}
		union
		select tag, tag from search.entry e cross join unnest(e.tags) tag
		where ${words ? sql`e.tags <> '{}' and e.words @@ ${words}::tsquery` : sql`false`}`.execute(ctx.db);
	return rows.filter(({ was }) => called(name)(was)).map(({ tag }) => tag);
}

/** The first moment of a day, a month or a year, where the brand lives; null: there is no such day. */
async function dayOf(ctx: Ctx): Promise<(text: string) => Date | null> {
	const brand = await ctx.db.selectFrom('site.brand').select('time_zone').executeTakeFirst();
	return (text) => {
		const [year = '', month = '01', day = '01'] = text.split('-');
		return zonedTime(`${year}-${month}-${day}T00:00`, brand?.time_zone ?? 'Asia/Taipei');
	};
}
