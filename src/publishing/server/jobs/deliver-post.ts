import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { attempt, notReached, type Outcome } from '#network/attempt.ts';
import type { Usage } from '#network/usage.ts';
import { noteRefusal } from '#publishing/server/commands/keep-account.ts';
import { keepStaged } from '#publishing/server/commands/keep-staged.ts';
import { keepUsage } from '#publishing/server/commands/keep-usage.ts';
import { recordOutcome } from '#publishing/server/commands/record-outcome.ts';
import { takeTurn, type PostTurn } from '#publishing/server/commands/take-turn.ts';
import { composePost } from '#publishing/server/compose-post.ts';
import { endsAccount } from '#publishing/server/ends-account.ts';
import { holdLine } from '#publishing/server/in-line.ts';
import { openAccount, type OpenedAccount } from '#publishing/server/open-account.ts';
import { renewSoon } from '#publishing/server/renew-account.ts';

/**
 * One attempt at sending a post, and what came of it. It never throws for what a network does: the pause before the next
 * try is kept with the post, where it can be seen.
 */
export async function attemptPost(ctx: Ctx, post: number): Promise<void> {
	const turn = await begin(ctx, { post });
	if (turn) await sendLine(ctx, turn);
}

/** How long one job goes on with an account's line, in milliseconds; then the queue has others in between. */
const longest = 10_000;

/** Sends a turn that was taken, and then whose turn it is in the line behind it, as long as nothing holds it up. */
export async function sendLine(ctx: Ctx, first: PostTurn): Promise<void> {
	const begun = performance.now();
	let now = ctx;
	for (let turn: PostTurn | null = first; turn;) {
		const passed = performance.now() - begun;
		const next = await sendTurn(now, turn, passed > longest);
		now = { ...ctx, now: new Date(ctx.now.getTime() + performance.now() - begun) };
		turn = next === null ? null : await begin(now, { post: next });
	}
}

/** What a turn that was taken leads to: it is sent, and what came of it is written down. Gives whose turn is next; `last`: the queue calls them. */
async function sendTurn(ctx: Ctx, turn: PostTurn, last: boolean): Promise<number | null> {
	const { outcome, used } = await send(ctx, turn);
	const next = await settle(ctx, { post: turn.post, account: turn.account, outcome, used, last });
	if (outcome.kind === 'published') return next;
	ctx.log.warn('post not published', {
		post: turn.post,
		outcome: outcome.kind,
		trouble: outcome.problem.trouble,
		...outcome.problem.details,
	});
	if (outcome.problem.trouble === 'auth-expired') await renewSoon(ctx, { account: turn.account });
	if (endsAccount(outcome.problem)) await noteRefusal(ctx, { account: turn.account, trouble: outcome.problem.trouble });
	return next;
}

/** What a network said of its allowances while we were at it. */
interface Used {
	network: string;
	account: string;
	noted: readonly Usage[];
}

async function send(ctx: Ctx, turn: PostTurn): Promise<{ outcome: Outcome; used: Used | null }> {
	const { key, unsure, tried, post } = turn;
	let opened: (OpenedAccount & { noted: Usage[] }) | null = null;
	let outcome: Outcome;
	let reached = false;
	try {
		opened = await openAccount(ctx, turn.account);
		const { network, account } = opened;
		const outgoing = await composePost(ctx, turn, network.limits);
		const staged = turn.staged ?? (network.stage && !unsure ? await network.stage(ctx, account, outgoing) : null);
		if (staged !== turn.staged) await keepStaged(ctx, { post, staged });
		const ready = { ...outgoing, staged };
		reached = true;
		outcome = await attempt({
			unsure,
			idempotency: network.idempotency,
			tried,
			now: ctx.now,
			create: () => network.publish(ctx, account, ready, key),
			find: () => network.findPublished(ctx, account, ready, key, tried),
		});
	} catch (error) {
		if (reached) throw error;
		outcome = notReached(error, unsure);
	}
	const used = opened?.noted.length
		? { network: opened.network.name, account: opened.account.id, noted: opened.noted }
		: null;
	return { outcome, used };
}

export const deliverPost = job<{ post: number }>('publishing.deliver-post', { punctual: true }, (ctx, { post }) =>
	attemptPost(ctx, post),
);

/** Takes a post's turn; whoever has to come back for it, or for the next one, does so by the queue. Should that be lost, the timer comes within a minute. */
export const begin = command(z.object({ post: z.number() }), async (ctx, { post }): Promise<PostTurn | null> => {
	const turn = await takeTurn(ctx, { post });
	if (!turn) return null;
	if ('key' in turn) return turn;
	if ('held' in turn) ctx.queue(deliverPost, { post }, { after: turn.held });
	else ctx.queue(deliverPost, { post: turn.next });
	return null;
});

const Settle = z.object({
	post: z.number(),
	account: z.number(),
	outcome: z.custom<Outcome>(),
	used: z.custom<Used | null>(),
	last: z.boolean(),
});

/** Writes down what an attempt led to and what of the allowances it used, before the next one looks. Should whoever calls the next die, the timer comes. */
const settle = command(Settle, async (ctx, { post, account, outcome, used, last }) => {
	await holdLine(ctx, account);
	if (used) await keepUsage(ctx, used);
	const { when, next } = await recordOutcome(ctx, { post, outcome, began: ctx.now });
	if (when) ctx.queue(deliverPost, { post }, { after: when });
	if (next && last) ctx.queue(deliverPost, { post: next });
	return last ? null : next;
});
