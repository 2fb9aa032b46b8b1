import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { networkCalled } from '#network/known-networks.ts';
import type { Connection } from '#network/network.ts';
import { adDeskKept } from '#publishing/events.ts';
import { mayKeepAds } from '#publishing/policy.ts';
import { asking } from '#publishing/server/asking.ts';
import { findAdDesk } from '#publishing/server/find-ad-desk.ts';
import { readSpending } from '#publishing/server/jobs/read-spending.ts';
import { readFields } from '#publishing/server/read-fields.ts';
import { seal } from '#publishing/server/seal.ts';

/**
 * Keeps the house's ad account on a network, after asking there whether it is one. What is left empty stays as it was; a `-` takes
 * what is optional away. Throws Problem `network.unknown`, `input.invalid`, `network.refused` (422), `network.failed` (502).
 */
export async function keepAdDesk(
	ctx: Ctx,
	{ network: name, given }: { network: string; given: Connection },
): Promise<void> {
	authorize(ctx.actor, 'ads.keep', mayKeepAds, null);
	const network = networkCalled(name);
	const { ads } = network;
	if (!ads) throw new Problem('network.unknown', 409, { network: name });
	const known = { ...(await findAdDesk(ctx, name))?.given };
	const said = { ...given };
	for (const { name: field, optional } of ads.fields)
		if (optional && said[field]?.trim() === '-') {
			delete known[field];
			delete said[field];
		}
	const read = readFields(ads.fields, said, known);
	const found = await asking(ctx, network, () => ads.check(ctx, read));
	await write(ctx, { network: name, given: read, ...found, maySend: ads.maySend(read) });
}

const Write = z.object({
	network: z.string(),
	given: z.custom<Connection>(),
	name: z.string(),
	currency: z.string(),
	maySend: z.boolean(),
});

const write = command(Write, async (ctx, { network, given, name, currency, maySend }) => {
	authorize(ctx.actor, 'ads.keep', mayKeepAds, null);
	const row = {
		name: name.slice(0, 200),
		currency,
		secret: seal(ctx.site, given, 'ads'),
		kept: ctx.now,
		kept_by: memberOf(ctx.actor),
		trouble: null,
		trouble_details: null,
		...(maySend ? {} : { telling: null }),
	};
	await ctx.db
		.insertInto('publishing.ad_desk')
		.values({ network, ...row })
		.onConflict((conflict) => conflict.column('network').doUpdateSet(row))
		.execute();
	ctx.queue(readSpending, {});
	ctx.record({ name: adDeskKept, about: `ads:${network}`, data: { network } });
});

/** Forgets the ad account. What was spent stays counted; what waits to be told is not told. Throws Problem `ads.not-found`. */
export const dropAdDesk = command(z.object({ network: z.string() }), async (ctx, { network }) => {
	authorize(ctx.actor, 'ads.keep', mayKeepAds, null);
	const gone = await ctx.db
		.deleteFrom('publishing.ad_desk')
		.where('network', '=', network)
		.returning('network')
		.executeTakeFirst();
	if (!gone) throw notFound('ads');
	ctx.record({ name: adDeskKept, about: `ads:${network}`, data: { network } });
});

/**
 * Says whether what came of ads is told there, of people who agree to it. It begins with no. Throws Problem `ads.not-found`,
 * `ads.no-dataset` (409) where what is needed for it was not filled in.
 */
export const keepTelling = command(z.object({ network: z.string(), on: z.boolean() }), async (ctx, { network, on }) => {
	authorize(ctx.actor, 'ads.keep', mayKeepAds, null);
	const known = await findAdDesk(ctx, network);
	if (!known) throw notFound('ads');
	if (on && !known.desk.maySend(known.given)) throw new Problem('ads.no-dataset', 409);
	await ctx.db
		.updateTable('publishing.ad_desk')
		.set({ telling: on ? ctx.now : null })
		.where('network', '=', network)
		.execute();
	ctx.record({ name: adDeskKept, about: `ads:${network}`, data: { network, telling: on } });
});
