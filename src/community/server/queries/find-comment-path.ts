import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { mayReadThread } from '#community/policy.ts';
import { accessParts } from '#community/server/access.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { pageSizes } from '#community/server/queries/read-thread.ts';
import { placed, readable } from '#community/server/visible.ts';
import { commentWorkPath } from '#community/thread.ts';

/** So many comments are counted to find the page of one. */
const counted = 200;

/** The address of the page on which a comment stands, with its anchor. Throws Problem `comment.not-found`. */
export const findCommentPath = query(z.object({ id: idField }), async (ctx, { id }): Promise<string> => {
	const row = await ctx.db
		.selectFrom('community.comment as comment')
		.innerJoin('community.thread as thread', 'thread.id', 'comment.thread')
		.select([
			'comment.id',
			'comment.thread',
			'comment.root',
			'comment.held',
			'comment.author',
			'thread.path',
			'thread.opening',
			'thread.closed',
			'thread.hidden',
			'thread.withdrawn',
		])
		.select(accessParts(ctx.actor))
		.where('comment.id', '=', id)
		.executeTakeFirst();
	// What waits stands on no page yet; its author sees it by itself.
	if (row?.held && memberOf(ctx.actor) === row.author) return commentWorkPath(id);
	if (!row || !mayReadThread(ctx.actor, row)) throw notFound('comment');
	const root = row.root ?? row.id;
	const before = (from: RawBuilder<unknown>) =>
		sql`array(select c.id ${from} order by c.id desc limit ${sql.lit(counted + 1)})`;
	const { rows } = await sql<{ roots: number[]; replies: number[] }>`
		select
			${before(sql`from community.comment c where c.thread = ${row.thread}::bigint and c.root is null and c.id < ${root}::bigint
				and ${placed('c', row.opening, false)}`)} as roots,
			${before(sql`from community.comment c where c.root = ${row.root}::bigint and c.id < ${id}::bigint and ${readable('c')}`)} as replies`.execute(
		ctx.db,
	);
	const reply = pageBefore(rows[0]?.replies ?? [], id, pageSizes.replies);
	const page = pageBefore(rows[0]?.roots ?? [], root, pageSizes.comments);
	const where = reply ? `?branch=${root}&after=${reply}` : page ? `?after=${page}` : '';
	return `${row.path}${where}#comment-${id}`;
});

/**
 * The cursor of the page on which a comment stands; 0: the first one. `before`: up to one more than `counted` of the comments before it, the
 * nearest first. Where they are all, it is the page that one comes to by turning pages. Far behind, where nobody counts from the
 * beginning, it is a page that begins at a round number, as `readPlaces` has them: the roundest from which the comment is still on it, so
 * that its neighbours are mostly found at the same address, and it stays while the thread grows.
 */
export function pageBefore(before: readonly number[], id: number, size: number): number {
	if (before.length <= counted) return before.length < size ? 0 : (before[before.length % size] ?? 0);
	const [least, most] = [before[size - 1] ?? 0, id - 1];
	for (let step = 2 ** Math.floor(Math.log2(most)); step > 1; step /= 2) {
		const round = Math.floor(most / step) * step;
		if (round >= least) return round;
	}
	return most;
}
