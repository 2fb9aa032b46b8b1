import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { attemptLease } from '#network/attempt.ts';
import { sendingShare } from '#network/usage.ts';
import { postFailed } from '#publishing/events.ts';
import { mayShare } from '#publishing/policy.ts';
import type { Written } from '#publishing/server/compose-post.ts';
import { heldUntil } from '#publishing/server/commands/keep-usage.ts';
import { isBehind, nextInLine } from '#publishing/server/in-line.ts';
import { authorNow } from '#publishing/server/author-now.ts';
import { readPause } from '#publishing/server/queries/read-pause.ts';

/** What an attempt at a post needs to know. */
export interface PostTurn extends Written {
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
		const post = await ctx.db
			.selectFrom('publishing.post')
			.selectAll()
			.where('id', '=', id)
			.forUpdate()
			.executeTakeFirst();
		if (!post || post.published || post.failed || post.unconfirmed) return null;
		if (post.next_try && post.next_try > ctx.now) return null;
		const underWay = post.armed && !post.next_try;
		if (underWay && post.armed!.getTime() + attemptLease > ctx.now.getTime()) return null;
		const unsure = post.armed !== null;
		// While everything is paused nothing is begun; the end of the pause, or the timer, comes back for it.
		if (!unsure && (await readPause(ctx, {}))) return null;
		// What may already be there is looked for in any case; what was not sent yet is sent only if it still may be.
		const objection = unsure ? null : await objectionTo(ctx, post);
		if (objection) {
			await ctx.db
				.updateTable('publishing.post')
				.set({ failed: ctx.now, next_try: null, trouble: objection })
				.where('id', '=', id)
				.execute();
			ctx.record({ name: postFailed, about: `post:${id}`, data: { post: id, trouble: objection } });
			const next = await nextInLine(ctx, post.account);
			return next === null ? null : { next };
		}
		// Whoever settles what is in front calls the next one.
		if (!unsure && (await isBehind(ctx, post))) return null;
		// What is left of an allowance, if anything, is not spent on being told so.
		const held = await heldUntil(ctx, post.account, sendingShare);
		if (held) {
			await ctx.db
				.updateTable('publishing.post')
				.set({ next_try: held, trouble: 'rate-limited' })
				.where('id', '=', id)
				.execute();
			return { held };
		}
		const tried = post.tried ?? ctx.now;
		await ctx.db
			.updateTable('publishing.post')
			.set((eb) => ({ armed: ctx.now, tried, next_try: null, tries: eb('tries', '+', 1) }))
			.where('id', '=', id)
			.execute();
		const link = post.link
			? await ctx.db.selectFrom('publishing.link').select('code').where('id', '=', post.link).executeTakeFirst()
			: undefined;
		return {
			account: post.account,
			article: post.article,
			text: post.text,
			pictures: post.pictures,
			alts: (post.alts ?? {}) as Record<string, string>,
			staged: post.staged,
			link: link ? `${ctx.site.url}/go/${link.code}` : null,
			key: post.key,
			unsure,
			tried,
		};
	},
);

/** Why a post that was allowed when it was queued may no longer go out; null when it may. */
async function objectionTo(
	ctx: Ctx,
	post: { account: number; article: number | null; author: number | null },
): Promise<string | null> {
	if (post.author !== null) {
		const author = await authorNow(ctx, post.author);
		if (!author || !mayShare(author)) return 'author-lost-right';
	}
	if (post.article !== null) {
		const article = await ctx.db
			.selectFrom('content.article')
			.select('published')
			.where('id', '=', post.article)
			.executeTakeFirst();
		if (!article?.published || article.published > ctx.now) return 'article-not-published';
	}
	const account = await ctx.db
		.selectFrom('publishing.account')
		.select('refused')
		.where('id', '=', post.account)
		.executeTakeFirst();
	return account?.refused ? 'account-refused' : null;
}
