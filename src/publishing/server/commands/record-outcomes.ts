import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { isAway, isSlowDown, longestAway, mostTries, nextTry, type Outcome } from '#network/attempt.ts';
import { postThings } from '#publishing/elsewhere.ts';
import { postFailed, postPublished, postUnconfirmed } from '#publishing/events.ts';
import { nextCollect } from '#publishing/server/next-collect.ts';
import { deliverFollowUps } from '#publishing/server/jobs/deliver-follow-ups.ts';

/** What came of one attempt at a post. */
export interface PostOutcome {
	post: number;
	outcome: Outcome;
	began: Date;
}

/** When a post is tried again, if it is; and whether its account's line goes on behind it. */
export interface Recorded {
	when: Date | null;
	goesOn: boolean;
	/** The network was not there, or is there again after it was not. */
	door: 'closed' | 'open' | null;
}

/**
 * Writes down what attempts at posts led to, and gives for each when it is tried again. A post that is settled meanwhile stays as it is.
 */
export const recordOutcomes = command(
	z.custom<readonly PostOutcome[]>(),
	async (ctx, outcomes): Promise<Recorded[]> => {
		const open = await findOpen(
			ctx,
			outcomes.map(({ post }) => post),
		);
		const met = outcomes.filter(({ post }) => open.has(post));
		if (met.length) {
			await ctx.db
				.insertInto('publishing.attempt')
				.values(
					met.map(({ post, outcome, began }) => {
						const { trouble = null, details = null } = outcome.kind === 'published' ? {} : outcome.problem;
						return { post, began, ended: ctx.now, kind: outcome.kind, trouble, details };
					}),
				)
				.execute();
			await write(
				ctx,
				met.map(({ post, outcome }) => ({ id: post, ...stateAfter(ctx.now, open.get(post)!, outcome) })),
			);
		}
		return outcomes.map(({ post: id, outcome }) => {
			const post = open.get(id);
			if (!post) return { when: null, goesOn: false, door: null };
			tell(ctx, post, outcome);
			const when = whenAgain(ctx.now, post, outcome);
			const problem = outcome.kind === 'published' ? null : outcome.problem;
			const away = problem !== null && isAway(problem);
			const goesOn = !when || !problem || !(isSlowDown(problem) || away);
			if (away) return { when, goesOn, door: when ? 'closed' : null };
			// Whatever it said, it is there.
			return { when, goesOn, door: post.unreached && problem?.trouble !== 'unknown-outcome' ? 'open' : null };
		});
	},
);

interface OpenPost {
	id: number;
	tries: number;
	article: number | null;
	network: string;
	armed: Date | null;
	tried: Date | null;
	staged: string | null;
	unreached: Date | null;
	/** Something is said under it, once it stands there. */
	followed: boolean;
}

async function findOpen(ctx: Ctx, ids: readonly number[]): Promise<Map<number, OpenPost>> {
	const { rows } = await sql<OpenPost>`
		select post.id, post.tries, post.article, account.network, post.armed, post.tried, post.staged, post.unreached,
			exists (select from publishing.follow_up where post = post.id) as followed
		from publishing.post as post join publishing.account as account on account.id = post.account
		where post.id = any(${[...ids]}::bigint[])
			and post.published is null and post.failed is null and post.unconfirmed is null
		order by post.id for update of post`.execute(ctx.db);
	return new Map(rows.map((row) => [row.id, row]));
}

/** When it is tried again; null: it is settled. Being asked to go slower says nothing against a post, however often. */
function whenAgain(now: Date, post: OpenPost, outcome: Outcome): Date | null {
	if (outcome.kind !== 'again' || (post.tries >= mostTries && !isSlowDown(outcome.problem))) return null;
	if (isAway(outcome.problem) && now.getTime() - (post.unreached ?? now).getTime() > longestAway) return null;
	return nextTry(now, post.tries, outcome.problem);
}

const isUnconfirmed = (outcome: Outcome): boolean =>
	outcome.kind === 'unconfirmed' || (outcome.kind === 'again' && outcome.unsure);

/** What a post's row says after an attempt. */
interface State {
	published: Date | null;
	failed: Date | null;
	unconfirmed: Date | null;
	external_id: string | null;
	external_url: string | null;
	next_try: Date | null;
	next_collect: Date | null;
	trouble: string | null;
	trouble_details: unknown;
	armed: Date | null;
	tried: Date | null;
	staged: string | null;
	unreached: Date | null;
}

function stateAfter(now: Date, post: OpenPost, outcome: Outcome): State {
	const { armed, tried, staged } = post;
	const kept = {
		armed,
		tried,
		staged,
		unreached: null,
		published: null,
		failed: null,
		unconfirmed: null,
		next_try: null,
	};
	if (outcome.kind === 'published') {
		const { id: external_id, url: external_url } = outcome.published;
		return {
			...kept,
			published: now,
			external_id,
			external_url,
			next_collect: nextCollect(now, now),
			trouble: null,
			trouble_details: null,
		};
	}
	const { trouble, details } = outcome.problem;
	const why = { external_id: null, external_url: null, next_collect: null, trouble, trouble_details: details };
	const when = whenAgain(now, post, outcome);
	if (when && outcome.kind === 'again')
		return {
			...kept,
			...why,
			next_try: when,
			unreached: isAway(outcome.problem) ? (post.unreached ?? now) : null,
			// Certainly not there: what was tried is forgotten, so that the next call is a first one.
			...(outcome.unsure ? {} : { armed: null, tried: null }),
			// What was prepared is of no use when the network no longer knows it.
			...(trouble === 'stage-lost' ? { staged: null } : {}),
		};
	return isUnconfirmed(outcome)
		? { ...kept, ...why, unconfirmed: now }
		: { ...kept, ...why, failed: now, armed: null, staged: null };
}

async function write(ctx: Ctx, rows: readonly (State & { id: number })[]): Promise<void> {
	await sql`
		update publishing.post as post set
			published = now.published, failed = now.failed, unconfirmed = now.unconfirmed, external_id = now.external_id,
			external_url = now.external_url, next_try = now.next_try, next_collect = now.next_collect, trouble = now.trouble,
			trouble_details = now.trouble_details, armed = now.armed, tried = now.tried, staged = now.staged,
			unreached = now.unreached
		from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as now (
			id bigint, published timestamptz, failed timestamptz, unconfirmed timestamptz, external_id text, external_url text,
			next_try timestamptz, next_collect timestamptz, trouble text, trouble_details jsonb, armed timestamptz,
			tried timestamptz, staged text, unreached timestamptz)
		where post.id = now.id`.execute(ctx.db);
}

function tell(ctx: Ctx, post: OpenPost, outcome: Outcome): void {
	const about = `post:${post.id}`;
	if (outcome.kind === 'published') {
		if (post.followed) ctx.queue(deliverFollowUps, { post: post.id });
		const { network, article } = post;
		ctx.record({
			name: postPublished,
			about: postThings(post.id, article),
			data: { post: post.id, network, article, url: outcome.published.url },
		});
	} else if (!whenAgain(ctx.now, post, outcome)) {
		const { trouble } = outcome.problem;
		ctx.record({
			name: isUnconfirmed(outcome) ? postUnconfirmed : postFailed,
			about,
			data: { post: post.id, trouble },
		});
	}
}
