import type { Ctx } from '#platform/context/context.ts';
import type { Sql } from '#platform/database/connect.ts';
import { readSettings } from '#platform/settings.ts';
import { offerNetworks } from '#network/known-networks.ts';
import { deliverPost, keepPosts } from '#publishing/server/index.ts';
import { composePost } from '#publishing/server/compose-post.ts';
import { keepStaged } from '#publishing/server/commands/keep-staged.ts';
import { takeTurn } from '#publishing/server/commands/take-turns.ts';
import { actFor } from '#publishing/server/open-account.ts';
import { keepApp } from '#publishing/server/commands/keep-app.ts';
import { keepAccount } from '#publishing/server/commands/keep-account.ts';
import { sowMember, sowPicture, sowPost } from '#publishing/server/sow.ts';
import type { PublishWorld } from '#testing/publish-worlds.ts';

export interface PublishResult {
	published: number;
	unconfirmed: number;
	/** Neither there nor given up: still waiting when it was over. */
	open: number;
	/** Texts that stand there more than once. */
	double: number;
	/** Said to be published and not there, or failed without a reason to fail. */
	lost: number;
	/** Bad days that were met. */
	faults: number;
	/** The most calls that one post took. */
	tries: number;
	/** Of each post that is there twice, lost or open: its text, and how every attempt at it ended. */
	evidence: string[];
}

/** Numbers from 0 to 1, the same for the same seed. */
function dice(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
		return state / 4_294_967_296;
	};
}

/** Where the posts are written down: a test's site, or one of the bench. */
export interface SendingPlace {
	sql: Sql;
	/** The product itself, at this time. */
	system(now: Date): Ctx;
}

/**
 * Sends many posts through a world of bad days: the line drops answers, cuts requests and refuses; the network fails before
 * and after the thing was done; the process dies between any two steps, and what it did is written down nowhere.
 */
export async function publishThrough(
	world: PublishWorld,
	{ sql, system }: SendingPlace,
	{ posts, seed }: { posts: number; seed: number },
): Promise<PublishResult> {
	const roll = dice(seed);
	const { offered } = readSettings(world.settings());
	const context = (): Ctx => {
		const ctx = system(world.clock.now());
		return { ...ctx, settings: { ...ctx.settings, offered } };
	};
	const ahead = (milliseconds: number): void => {
		world.clock.advance(milliseconds);
		world.rest();
	};
	let faults = 0;
	offerNetworks([world.network]);
	const texts = Array.from({ length: posts }, (_, index) => `第 ${index} 則，${world.name} 👨‍👩‍👧‍👦`);
	const write = await prepareWorld(context(), sql, world);
	world.line().plan = () => {
		// A call takes its time, so that no two things out there are of one moment.
		world.clock.advance(200);
		const rolled = roll();
		if (rolled < 0.1) return (faults++, 'drop-answer');
		if (rolled < 0.14) return (faults++, 'cut-request');
		if (rolled < 0.16) return (faults++, 'refuse');
		return 'pass';
	};
	try {
		for (const [index, text] of texts.entries()) {
			// Each is written at its own moment: one that stood in the line before would go out with those in front of it.
			const post = await write(text, world.clock.now());
			const rolled = roll();
			if (rolled < 0.12) world.fail((faults++, '500-after'));
			else if (rolled < 0.24) world.fail((faults++, '500-before'));
			if (rolled > 0.88) faults += await die(context(), post, roll() * 3);
			else await deliverPost.run(context(), { post });
			ahead(30_000);
			// The product's own round of every minute, which comes back to what waits.
			if (index % 2 === 1) await round(context(), sql);
		}
		// The days after: everything that waits is come back to, until it has come to its end.
		for (let times = 0; times < 100 && (await waiting(sql)) > 0; times++) {
			ahead(20 * 60_000);
			await round(context(), sql);
		}
		return { ...(await count(sql, world, texts)), faults };
	} finally {
		world.line().plan = () => 'pass';
	}
}

/** The product's own round. What comes back under posts is another matter, and most of what a round does: it is left out. */
async function round(ctx: Ctx, sql: Sql): Promise<void> {
	await sql`update publishing.post set next_collect = null where next_collect is not null`;
	await keepPosts.run(ctx, {});
}

/** One attempt whose process dies: after it took its turn, after it prepared, or after the network has done it. Gives how many died. */
async function die(ctx: Ctx, post: number, step: number): Promise<number> {
	const turn = await takeTurn(ctx, { post });
	if (!turn || 'held' in turn || 'next' in turn) return 0;
	if (step < 1) return 1;
	try {
		await actFor(ctx, turn.account, async ({ network, account }) => {
			const outgoing = await composePost(ctx, turn, network.limits);
			const staged = turn.staged ?? (network.stage ? await network.stage(ctx, account, outgoing) : null);
			if (step < 2) return;
			await keepStaged(ctx, { post, staged });
			await network.publish(ctx, account, { ...outgoing, staged }, turn.key);
		});
	} catch {
		// Dead, whatever it was.
	}
	return 1;
}

/** Connects the account, and gives what writes a post for it. */
export async function prepareWorld(ctx: Ctx, sql: Sql, world: PublishWorld) {
	const editor = await sowMember(sql, '林佳穎', 'editor');
	const app = world.app?.() ?? {};
	if (Object.keys(app).length) await keepApp(ctx, { network: world.network.name, given: app });
	const { account } = await keepAccount(ctx, { network: world.network.name, account: world.account() });
	const pictures = world.needsPicture ? [await sowPicture(sql)] : [];
	// Some networks fetch a picture by its address, others are sent it.
	if (world.needsPicture) await ctx.files.put('aa00-1200.jpg', Buffer.from('picture'));
	return (text: string, queued: Date): Promise<number> =>
		sowPost(sql, { account, text, author: editor.member, pictures, queued });
}

const waiting = async (sql: Sql): Promise<number> =>
	Number(
		(
			await sql`
			select count(*) as n from publishing.post where published is null and failed is null and unconfirmed is null`
		)[0]?.['n'],
	);

async function count(sql: Sql, world: PublishWorld, texts: readonly string[]): Promise<Omit<PublishResult, 'faults'>> {
	const rows = await sql<Row[]>`
		select text, published, failed, unconfirmed, tries, (
			select coalesce(json_agg(concat_ws(' ', kind, trouble, details) order by id), '[]')
			from publishing.attempt where post = post.id) as attempts
		from publishing.post where text = any(${[...texts]})`;
	const there = new Map<string, number>();
	for (const text of await world.texts()) there.set(text, (there.get(text) ?? 0) + 1);
	const times = (text: string): number => there.get(text) ?? 0;
	const isOpen = (row: Row): boolean => !row.published && !row.failed && !row.unconfirmed;
	const isDouble = ({ text }: { text: string }): boolean => times(text) > 1;
	const isLost = ({ text, published, failed }: Row): boolean => (published ? times(text) === 0 : Boolean(failed));
	return {
		published: rows.filter(({ published }) => published).length,
		unconfirmed: rows.filter(({ unconfirmed }) => unconfirmed).length,
		open: rows.filter(isOpen).length,
		double: rows.filter(isDouble).length,
		lost: rows.filter(isLost).length,
		tries: Math.max(0, ...rows.map(({ tries }) => tries)),
		evidence: rows
			.filter((row) => isOpen(row) || isDouble(row) || isLost(row))
			.map(({ text, attempts }) => `${text}, there ${times(text)} times: ${attempts.join(' | ')}`),
	};
}

interface Row {
	text: string;
	published: Date | null;
	failed: Date | null;
	unconfirmed: Date | null;
	tries: number;
	attempts: string[];
}
