import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';

/** Where a thread stands or is to stand: in a category or, without one, under something. */
interface Place {
	id: number;
	category: number | null;
}

/** Who reads there: everybody, every member, or those who are named: `role:author`, `segment:3`, `group:2`. Those who keep the peace always do. */
type Readers = 'everybody' | 'members' | ReadonlySet<string>;

/**
 * What everybody could read is not carried to where fewer can, which would take it away from them without a word: that is done with a
 * reason that everybody can read. Throws Problem `thread.fewer-readers` where it cannot be read at `to` by everybody who reads it at `from`.
 * What was hidden with its reason may be put anywhere.
 */
export async function refuseNarrower(ctx: Ctx, from: Place, to: Place): Promise<void> {
	if (ctx.actor.kind === 'system' || (to.category !== null && from.category === to.category)) return;
	const [before, after] = [await readersAt(ctx, from), await readersAt(ctx, to)];
	if (isFewer(before, after)) throw new Problem('thread.fewer-readers', 409);
}

function isFewer(before: Readers, after: Readers): boolean {
	if (after === 'everybody') return false;
	if (after === 'members') return before === 'everybody';
	return typeof before === 'string' || ![...before].every((one) => after.has(one));
}

const readersAt = (ctx: Ctx, { id, category }: Place): Promise<Readers> =>
	category === null ? readersUnder(ctx, id) : readersIn(ctx, category);

async function readersIn(ctx: Ctx, category: number): Promise<Readers> {
	const row = await ctx.db
		.selectFrom('community.category')
		.select('seen_by')
		.where('id', '=', category)
		.executeTakeFirstOrThrow();
	if (row.seen_by !== 'some') return row.seen_by as 'everybody' | 'members';
	const named = await ctx.db
		.selectFrom('community.admission')
		.select(['role', 'segment', 'member_group as group'])
		.where('category', '=', category)
		.where('act', '=', 'see')
		.execute();
	return new Set(
		named.map(({ role, segment, group }) =>
			role ? `role:${role}` : segment ? `segment:${segment}` : `group:${group}`,
		),
	);
}

/** As `community.kept_from` says: of an article for some members, its conversation is theirs, and that of whoever works here. */
async function readersUnder(ctx: Ctx, thread: number): Promise<Readers> {
	const article = await ctx.db
		.selectFrom('content.article')
		.select('segment')
		.where('thread', '=', thread)
		.where('access', '=', 'members')
		.executeTakeFirst();
	if (!article) return 'everybody';
	return article.segment === null ? 'members' : new Set(['role:author', 'role:analyst', `segment:${article.segment}`]);
}
