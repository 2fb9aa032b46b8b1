import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { inPackets } from '#platform/context/packet.ts';
import { job } from '#platform/job/job.ts';
import { attempt, notReached, type Outcome } from '#network/attempt.ts';
import type { NetworkProblem } from '#network/network-problem.ts';
import type { Usage } from '#network/usage.ts';
import { noteRefusal } from '#publishing/server/commands/keep-account.ts';
import { keepStaged } from '#publishing/server/commands/keep-staged.ts';
import { keepUsage, type Used } from '#publishing/server/commands/keep-usage.ts';
import { recordOutcomes, type PostOutcome } from '#publishing/server/commands/record-outcomes.ts';
import { takeTurns, type PostTurn } from '#publishing/server/commands/take-turns.ts';
import { composePost } from '#publishing/server/compose-post.ts';
import { endsAccount } from '#publishing/server/ends-account.ts';
import { goOnBehind, holdLines, nextInLines, waitBehind } from '#publishing/server/in-line.ts';
import { openSealed, type OpenedAccount } from '#publishing/server/open-account.ts';
import { renewSoon } from '#publishing/server/renew-account.ts';

/**
 * One attempt at sending a post, and what came of it. It never throws for what a network does: the pause before the next
 * try is kept with the post, where it can be seen.
 */
export async function attemptPost(ctx: Ctx, post: number): Promise<void> {
	const turn = await begin(ctx, post);
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
		turn = await sendTurn(now, turn, passed > longest);
		now = { ...ctx, now: new Date(ctx.now.getTime() + performance.now() - begun) };
	}
}

/** What a turn that was taken leads to: it is sent, and what came of it is written down. Gives whose turn was taken next; `last`: the queue calls them. */
async function sendTurn(ctx: Ctx, turn: PostTurn, last: boolean): Promise<PostTurn | null> {
	const { outcome, used } = await send(ctx, turn);
	const { post, account } = turn;
	if (outcome.kind !== 'published')
		ctx.log.warn('post not published', {
			post,
			outcome: outcome.kind,
			trouble: outcome.problem.trouble,
			...outcome.problem.details,
		});
	return settle(ctx, { post, account, outcome, used, last, began: ctx.now });
}

async function send(ctx: Ctx, turn: PostTurn): Promise<{ outcome: Outcome; used: Used | null }> {
	const { key, unsure, tried, post } = turn;
	let opened: (OpenedAccount & { noted: Usage[] }) | null = null;
	let outcome: Outcome;
	let reached = false;
	try {
		opened = await openSealed(ctx, turn.account, turn.sealed);
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

/** Posts that are written down together. */
const perPacket = 50;

/** Takes the turns of posts; whoever has to come back for one, or for the next one, does so by the queue. Should that be lost, the timer comes within a minute. */
export const beginAll = command(
	z.object({ posts: z.array(z.number()) }),
	async (ctx, { posts }): Promise<(PostTurn | null)[]> => {
		const taken = await takeTurns(ctx, { posts });
		return taken.map((one, index) => {
			if (!one) return null;
			if ('key' in one) return one;
			if ('held' in one) ctx.queue(deliverPost, { post: posts[index]! }, { after: one.held });
			else ctx.queue(deliverPost, { post: one.next });
			return null;
		});
	},
);

const begin = inPackets<number, PostTurn | null>(perPacket, (ctx, posts) => beginAll(ctx, { posts: [...posts] }));

interface Sent extends PostOutcome {
	account: number;
	used: Used | null;
	last: boolean;
}

/**
 * Writes down what attempts led to and what of the allowances they used, and takes the turns behind them in the same breath.
 * Should whoever calls the next die, the timer comes.
 */
const settleAll = command(z.custom<readonly Sent[]>(), async (ctx, sent): Promise<(PostTurn | null)[]> => {
	await holdLines(
		ctx,
		sent.map(({ account }) => account),
	);
	await keepUsage(
		ctx,
		sent.flatMap(({ used }) => used ?? []),
	);
	const recorded = await recordOutcomes(ctx, sent);
	for (const [index, { when }] of recorded.entries())
		if (when) ctx.queue(deliverPost, { post: sent[index]!.post }, { after: when });
	const at = (door: 'closed' | 'open') => sent.filter((_, index) => recorded[index]?.door === door);
	await waitBehind(
		ctx,
		at('closed').map(({ post }) => post),
	);
	await goOnBehind(
		ctx,
		at('open').map(({ account }) => account),
	);
	for (const { account, outcome } of sent)
		if (outcome.kind !== 'published') await noteTrouble(ctx, account, outcome.problem);
	const goOn = sent.filter((_, index) => recorded[index]?.goesOn);
	const next = await nextInLines(
		ctx,
		goOn.map(({ account }) => account),
	);
	const [called, taken]: [number[], Map<number, number>] = [[], new Map()];
	for (const { account, last } of goOn) {
		const post = next.get(account);
		if (post === undefined) continue;
		if (last) called.push(post);
		else taken.set(account, post);
	}
	for (const post of called) ctx.queue(deliverPost, { post });
	const turns = taken.size ? await beginAll(ctx, { posts: [...taken.values()] }) : [];
	const byAccount = new Map([...taken.keys()].map((account, index) => [account, turns[index] ?? null]));
	return sent.map(({ account }) => {
		const turn = byAccount.get(account) ?? null;
		byAccount.delete(account);
		return turn;
	});
});

/** What it says about the account: nothing else is sent before it is known. */
async function noteTrouble(ctx: Ctx, account: number, problem: NetworkProblem): Promise<void> {
	if (problem.trouble === 'auth-expired') await renewSoon(ctx, { account });
	if (endsAccount(problem)) await noteRefusal(ctx, { account, trouble: problem.trouble });
}

const settle = inPackets<Sent, PostTurn | null>(perPacket, (ctx, sent) => settleAll(ctx, sent));
