import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readThing } from '#federation/address.ts';
import { mayHear } from '#federation/policy.ts';
import { deliver } from '#federation/server/jobs/deliver.ts';
import { readSwitch } from '#federation/server/setting.ts';
import { keysOf } from '#federation/server/speaker-keys.ts';
import { spokenThing } from '#federation/server/spoken-thing.ts';

/**
 * Compares what others were told of a thing with what everybody may read of it now, and has the difference sent: it is new, has other words, or is
 * taken back. What is older than the switch is not sent as news. Safe to run twice.
 */
export const tellThing = command(z.object({ thing: z.string().max(40) }), async (ctx, { thing }) => {
	authorize(ctx.actor, 'federation.tell', mayHear, null);
	const on = await readSwitch(ctx);
	if (!on) return;
	const spoken = await spokenThing(ctx, thing);
	const sent = await ctx.db
		.selectFrom('federation.sent')
		.selectAll()
		.where('thing', '=', thing)
		.forUpdate()
		.executeTakeFirst();
	if (!spoken) {
		if (!sent || sent.withdrawn) return;
		await ctx.db
			.updateTable('federation.sent')
			.set({ withdrawn: ctx.now, changed: ctx.now })
			.where('thing', '=', thing)
			.execute();
		return send(
			ctx,
			sent.speaker,
			thing,
			'delete',
			await inboxes(ctx, sent.speaker, [sent.thread, await threadOf(ctx, thing)], true),
		);
	}
	if (!sent && spoken.published < on.switched) return;
	if (sent && !sent.withdrawn && sent.digest === spoken.digest) return;
	const to = await inboxes(ctx, spoken.speaker, [spoken.thread, sent?.thread ?? null], spoken.news);
	if (!sent && !to.length && !spoken.news) return;
	await keysOf(ctx, spoken.speaker);
	await ctx.db
		.insertInto('federation.sent')
		.values({ thing, speaker: spoken.speaker, digest: spoken.digest, sent: ctx.now, thread: spoken.thread })
		.onConflict((conflict) =>
			conflict.column('thing').doUpdateSet({
				digest: spoken.digest,
				changed: ctx.now,
				withdrawn: null,
				speaker: spoken.speaker,
				thread: spoken.thread,
			}),
		)
		.execute();
	await send(ctx, spoken.speaker, thing, sent && !sent.withdrawn ? 'update' : 'create', to);
});

/**
 * Whom it concerns: everybody who follows, for news and what is taken back; and whoever took part in these threads from elsewhere: the one in which it stands, and
 * the one in which it was sent.
 */
async function inboxes(
	ctx: Ctx,
	speaker: string,
	threads: readonly (number | null)[],
	all: boolean,
): Promise<string[]> {
	const followers = all
		? await ctx.db.selectFrom('federation.follower').select('inbox').distinct().where('speaker', '=', speaker).execute()
		: [];
	const known = threads.filter((thread) => thread !== null);
	const took = known.length
		? await ctx.db
				.selectFrom('federation.said as s')
				.innerJoin('community.comment as c', 'c.id', 's.comment')
				.select('s.inbox')
				.distinct()
				.where('s.inbox', 'is not', null)
				.where('c.thread', 'in', known)
				.execute()
		: [];
	return [...new Set([...followers, ...took].flatMap(({ inbox }) => inbox ?? []))];
}

/** Where a thing stands that may not be read any more. */
async function threadOf(ctx: Ctx, thing: string): Promise<number | null> {
	const found = readThing(thing);
	if (!found) return null;
	const row =
		found.kind === 'comment'
			? await ctx.db.selectFrom('community.comment').select('thread').where('id', '=', found.id).executeTakeFirst()
			: await ctx.db.selectFrom('content.article').select('thread').where('id', '=', found.id).executeTakeFirst();
	return row?.thread ?? null;
}

async function send(
	ctx: Ctx,
	speaker: string,
	thing: string,
	verb: 'create' | 'update' | 'delete',
	to: readonly string[],
): Promise<void> {
	if (!to.length) return;
	const rows = await ctx.db
		.insertInto('federation.delivery')
		.values(to.map((inbox) => ({ speaker, inbox, verb, thing, asked: ctx.now })))
		.returning('id')
		.execute();
	for (const { id } of rows) ctx.queue(deliver, { delivery: id });
}
