import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { attemptLease } from '#network/attempt.ts';
import { sendingShare } from '#network/usage.ts';
import { heldUntil } from '#publishing/server/commands/keep-usage.ts';
import { readPause } from '#publishing/server/queries/read-pause.ts';
import type { ReplyTurn } from '#publishing/server/reply-once.ts';

/** What an attempt at saying the next thing under a post needs to know. */
export interface FollowUpTurn extends ReplyTurn {
	id: number;
}

/**
 * Takes the next of what follows a post, and writes that down before the network is called. Null when there is nothing to do: its
 * post is not there (yet, or any more), all of it is said, a person has to decide about one before, its time has not come, or
 * another attempt is under way. `held`: an allowance of the network is used up until then.
 */
export const takeFollowUp = command(
	z.object({ post: z.number() }),
	async (ctx, { post: id }): Promise<FollowUpTurn | { held: Date } | null> => {
		const post = await ctx.db
			.selectFrom('publishing.post as post')
			.innerJoin('publishing.account as account', 'account.id', 'post.account')
			.select(['post.account', 'post.external_id', 'account.refused'])
			.where('post.id', '=', id)
			.where('post.published', 'is not', null)
			.where('post.withdrawn', 'is', null)
			.forUpdate('post')
			.executeTakeFirst();
		if (!post?.external_id || post.refused) return null;
		const all = await ctx.db
			.selectFrom('publishing.follow_up')
			.selectAll()
			.where('post', '=', id)
			.orderBy('number')
			.execute();
		const next = all.find(({ published }) => !published);
		// What comes after one that is not there would answer nothing: a person decides first.
		if (!next || next.failed || next.unconfirmed) return null;
		if (next.next_try && next.next_try > ctx.now) return null;
		const underWay = next.armed && !next.next_try && next.armed.getTime() + attemptLease > ctx.now.getTime();
		if (underWay) return null;
		const unsure = next.armed !== null;
		if (!unsure && (await readPause(ctx, {}))) return null;
		const held = await heldUntil(ctx, post.account, sendingShare);
		if (held) {
			await change(ctx, next.id).set({ next_try: held, trouble: 'rate-limited' }).execute();
			return { held };
		}
		const tried = next.tried ?? ctx.now;
		await change(ctx, next.id)
			.set((eb) => ({ armed: ctx.now, tried, next_try: null, tries: eb('tries', '+', 1) }))
			.execute();
		const before = next.kind === 'thread' ? all.filter((one) => one.kind === 'thread' && one.number < next.number) : [];
		return {
			id: next.id,
			account: post.account,
			target: { post: post.external_id, comment: before.at(-1)?.external_id ?? null },
			text: next.text,
			key: next.key,
			unsure,
			tried,
		};
	},
);

const change = (ctx: Ctx, id: number) => ctx.db.updateTable('publishing.follow_up').where('id', '=', id);
