import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import type { ThreadKind } from '#community/kind.ts';
import { mayReadThread } from '#community/policy.ts';
import { accessParts } from '#community/server/access.ts';

/** A thread, locked for a change. What the actor may not know of is `thread.not-found`. */
export async function loadThread(ctx: Ctx, id: number) {
	const thread = await selectThread(ctx, id).forNoKeyUpdate().executeTakeFirst();
	if (!thread || !mayReadThread(ctx.actor, thread)) throw notFound('thread');
	return { ...thread, kind: thread.kind as ThreadKind };
}

/** The same without its lock, for what changes other rows only. */
export async function peekThread(ctx: Ctx, id: number) {
	const thread = await selectThread(ctx, id).executeTakeFirst();
	if (!thread || !mayReadThread(ctx.actor, thread)) throw notFound('thread');
	return { ...thread, kind: thread.kind as ThreadKind };
}

/** Whose rights an author's are: the author's; while they are shut out, those of whoever took the thread over. */
export const keptBy = sql<number | null>`coalesce((
	select k.member from community.keeper k join membership.member gone on gone.id = thread.author and gone.suspended is not null
	where k.thread = thread.id
), thread.author)`;

const selectThread = (ctx: Ctx, id: number) =>
	ctx.db
		.selectFrom('community.thread')
		.select(['id', 'subject', 'category', 'path', 'slug', 'title', 'kind', 'tags', 'opening'])
		.select(['closed', 'hidden', 'withdrawn', 'pinned_in', 'slow_seconds', 'close_days', 'merged', 'merged_into'])
		.select(keptBy.as('author'))
		.select(accessParts(ctx.actor))
		.where('id', '=', id);

/** Throws Problem `thread.wrong-kind` unless the thread is of this kind. */
export function mustBe(thread: { kind: ThreadKind }, kind: ThreadKind): void {
	if (thread.kind !== kind) throw new Problem('thread.wrong-kind', 409);
}
