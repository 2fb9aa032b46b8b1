import { memberOf } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { PlacedPoll } from '#community/poll-block.ts';
import { findThread } from '#community/server/queries/find-thread.ts';
import { readPoll } from '#community/server/queries/read-poll.ts';
import { categoryFace, threadThing } from '#community/thread.ts';
import { openTalk } from '#community/server/access.ts';

/**
 * The polls of these threads, as far as they can be read, for whoever asks. The page being read then depends on each, known or
 * not: every vote makes its counts anew.
 */
export async function findPolls(ctx: Ctx, threads: readonly number[]): Promise<Map<number, PlacedPoll>> {
	const found = new Map<number, PlacedPoll>();
	if (!threads.length) return found;
	ctx.about(...threads.map(threadThing));
	const brand = await ctx.db.selectFrom('site.brand').select('time_zone').executeTakeFirstOrThrow();
	for (const id of threads) {
		const thread = await findThread(ctx, { id });
		if (thread?.category) ctx.about(categoryFace(thread.category.id));
		if (!thread || thread.kind !== 'poll' || thread.hidden || thread.withdrawn) continue;
		const poll = await readPoll(ctx.sql, id, memberOf(ctx.actor));
		const { title, path, closed } = thread;
		if (poll) found.set(id, { thread: id, title, path, open: closed === null, poll, timeZone: brand.time_zone });
	}
	return found;
}

/** Polls that can stand in a text, newest first. */
export async function listPolls(ctx: Ctx): Promise<{ id: number; title: string; closed: boolean }[]> {
	const rows = await ctx.db
		.selectFrom('community.thread as t')
		.innerJoin('community.poll as p', 'p.thread', 't.id')
		.select(['t.id', 't.title', 'p.closed', 'p.closes'])
		.where('t.hidden', 'is', null)
		.where('t.withdrawn', 'is', null)
		.where(openTalk(ctx.actor, 't'))
		.orderBy('t.id', 'desc')
		.limit(200)
		.execute();
	return rows.map(({ id, title, closed, closes }) => ({
		id,
		title,
		closed: closed !== null || (closes !== null && closes <= ctx.now),
	}));
}
