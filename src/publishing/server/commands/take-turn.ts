import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { attemptLease } from '#network/attempt.ts';
import { postFailed } from '#publishing/events.ts';
import { mayShare } from '#publishing/policy.ts';
import type { Written } from '#publishing/server/compose-post.ts';
import { findWaiting, type WaitingPost } from '#publishing/server/find-waiting.ts';
import { holdLineOf, nextInLine } from '#publishing/server/in-line.ts';

/** What an attempt at a post needs to know. */
export interface PostTurn extends Written {
	post: number;
	account: number;
	/** What the network prepared for it at an earlier attempt. */
	staged: string | null;
	key: string;
	/** True when an earlier attempt may have created it. */
	unsure: boolean;
	tried: Date;
}

/**
 * Takes a post for one attempt and writes that down before the network is called. Null when there is nothing to do: it
 * is settled, its time has not come, everything is paused, another attempt is under way, or it may no longer be sent (then it has failed).
 * `held`: an allowance of the network is used up until then. `next`: it failed, and that one's turn has come.
 */
export const takeTurn = command(
	z.object({ post: z.number() }),
	async (ctx, { post: id }): Promise<PostTurn | { held: Date } | { next: number } | null> => {
		await holdLineOf(ctx, id);
		const post = await findWaiting(ctx, id);
		if (!post || post.settled) return null;
		if (post.next_try && post.next_try > ctx.now) return null;
		const underWay = post.armed && !post.next_try;
		if (underWay && post.armed!.getTime() + attemptLease > ctx.now.getTime()) return null;
		const unsure = post.armed !== null;
		// While everything is paused nothing is begun; the end of the pause, or the timer, comes back for it.
		if (!unsure && post.paused) return null;
		const change = ctx.db.updateTable('publishing.post').where('id', '=', id);
		// What may already be there is looked for in any case; what was not sent yet is sent only if it still may be.
		const objection = unsure ? null : objectionTo(post);
		if (objection) {
			await change.set({ failed: ctx.now, next_try: null, trouble: objection }).execute();
			ctx.record({ name: postFailed, about: `post:${id}`, data: { post: id, trouble: objection } });
			const next = await nextInLine(ctx, post.account);
			return next === null ? null : { next };
		}
		// Whoever settles what is in front calls the next one.
		if (!unsure && post.behind) return null;
		// What is left of an allowance, if anything, is not spent on being told so.
		if (post.held) {
			await change.set({ next_try: post.held, trouble: 'rate-limited' }).execute();
			return { held: post.held };
		}
		const tried = post.tried ?? ctx.now;
		await change.set((eb) => ({ armed: ctx.now, tried, next_try: null, tries: eb('tries', '+', 1) })).execute();
		return {
			post: id,
			account: post.account,
			article: post.article,
			text: post.text,
			pictures: post.pictures,
			alts: post.alts ?? {},
			staged: post.staged,
			link: post.code ? `${ctx.site.url}/go/${post.code}` : null,
			key: post.key,
			unsure,
			tried,
		};
	},
);

/** Why a post that was allowed when it was queued may no longer go out; null when it may. */
function objectionTo({ author, orphaned, open, refused }: WaitingPost): string | null {
	if (orphaned || (author && !mayShare(author))) return 'author-lost-right';
	if (!open) return 'article-not-published';
	return refused ? 'account-refused' : null;
}
