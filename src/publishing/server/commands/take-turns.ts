import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { attemptLease } from '#network/attempt.ts';
import { postFailed } from '#publishing/events.ts';
import { mayShare } from '#publishing/policy.ts';
import type { Written } from '#publishing/server/compose-post.ts';
import { findWaiting, type WaitingPost } from '#publishing/server/find-waiting.ts';
import { holdLinesOf, nextInLines } from '#publishing/server/in-line.ts';
import type { SealedAccount } from '#publishing/server/open-account.ts';

/** What an attempt at a post needs to know. */
export interface PostTurn extends Written {
	post: number;
	account: number;
	sealed: SealedAccount | null;
	/** What the network prepared for it at an earlier attempt. */
	staged: string | null;
	key: string;
	/** True when an earlier attempt may have created it. */
	unsure: boolean;
	tried: Date;
}

/** What taking a turn led to. `held`: an allowance of the network is used up until then. `next`: it failed, and that one's turn has come. */
export type Taken = PostTurn | { held: Date } | { next: number } | null;

/** What becomes of a post whose turn somebody wants to take. */
type Verdict =
	| { what: 'turn'; turn: PostTurn }
	| { what: 'failed'; trouble: string; account: number }
	| { what: 'held'; until: Date }
	| { what: 'nothing' };

/**
 * Takes posts for one attempt each and writes that down before the network is called. Null when there is nothing to do: it
 * is settled, its time has not come, everything is paused, another attempt is under way, or it may no longer be sent (then it has
 * failed). Gives what became of each, in their order; what is named twice is taken once.
 */
export const takeTurns = command(z.object({ posts: z.array(z.number()) }), async (ctx, { posts }): Promise<Taken[]> => {
	await holdLinesOf(ctx, posts);
	const waiting = await findWaiting(ctx, posts);
	const verdicts = new Map([...waiting].map(([id, post]) => [id, judge(ctx, post)]));
	await write(ctx, [...verdicts]);
	const stepped = [...verdicts.values()].flatMap((one) => (one.what === 'failed' ? one.account : []));
	const next = await nextInLines(ctx, stepped);
	return posts.map((id): Taken => {
		const verdict = verdicts.get(id);
		verdicts.delete(id);
		if (verdict?.what === 'turn') return verdict.turn;
		if (verdict?.what === 'held') return { held: verdict.until };
		const called = verdict?.what === 'failed' ? next.get(verdict.account) : undefined;
		return called === undefined ? null : { next: called };
	});
});

async function write(ctx: Ctx, verdicts: readonly (readonly [number, Verdict])[]): Promise<void> {
	const armed = verdicts.flatMap(([id, { what }]) => (what === 'turn' ? id : []));
	if (armed.length)
		await ctx.db
			.updateTable('publishing.post')
			.set((eb) => ({
				armed: ctx.now,
				tried: eb.fn.coalesce('tried', eb.val(ctx.now)),
				next_try: null,
				tries: eb('tries', '+', 1),
			}))
			.where('id', '=', (eb) => eb.fn.any(eb.val(armed)))
			.execute();
	for (const [id, verdict] of verdicts) {
		const change = ctx.db.updateTable('publishing.post').where('id', '=', id);
		// What is left of an allowance, if anything, is not spent on being told so.
		if (verdict.what === 'held') await change.set({ next_try: verdict.until, trouble: 'rate-limited' }).execute();
		if (verdict.what !== 'failed') continue;
		const { trouble } = verdict;
		await change.set({ failed: ctx.now, next_try: null, trouble }).execute();
		ctx.record({ name: postFailed, about: `post:${id}`, data: { post: id, trouble } });
	}
}

/** The same for one post. */
export const takeTurn = async (ctx: Ctx, { post }: { post: number }): Promise<Taken> =>
	(await takeTurns(ctx, { posts: [post] }))[0] ?? null;

const nothing: Verdict = { what: 'nothing' };

function judge(ctx: Ctx, post: WaitingPost): Verdict {
	if (post.settled) return nothing;
	if (post.next_try && post.next_try > ctx.now) return nothing;
	const underWay = post.armed && !post.next_try;
	if (underWay && post.armed!.getTime() + attemptLease > ctx.now.getTime()) return nothing;
	const unsure = post.armed !== null;
	// While everything is paused nothing is begun; the end of the pause, or the timer, comes back for it.
	if (!unsure && post.paused) return nothing;
	// What may already be there is looked for in any case; what was not sent yet is sent only if it still may be.
	const objection = unsure ? null : objectionTo(post);
	if (objection) return { what: 'failed', trouble: objection, account: post.account };
	// Whoever settles what is in front calls the next one.
	if (!unsure && post.behind) return nothing;
	if (post.held) return { what: 'held', until: post.held };
	return {
		what: 'turn',
		turn: {
			post: post.id,
			account: post.account,
			sealed: post.sealed,
			article: post.article,
			text: post.text,
			pictures: post.pictures,
			alts: post.alts ?? {},
			staged: post.staged,
			link: post.code ? `${ctx.site.url}/go/${post.code}` : null,
			key: post.key,
			unsure,
			tried: post.tried ?? ctx.now,
		},
	};
}

/** Why a post that was allowed when it was queued may no longer go out; null when it may. */
function objectionTo({ author, orphaned, open, refused }: WaitingPost): string | null {
	if (orphaned || (author && !mayShare(author))) return 'author-lost-right';
	if (!open) return 'article-not-published';
	return refused ? 'account-refused' : null;
}
