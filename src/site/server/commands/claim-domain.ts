import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command, query } from '#platform/context/command.ts';
import { checkInput, invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import { hostName } from '#site/host-name.ts';
import { mayChangeSite } from '#site/policy.ts';
import { lookUpDomain, type Seen } from '#site/server/look-up-domain.ts';

const WhichDomain = z.object({ host: z.string().trim().max(300, 'too-long') });

/** Most hosts that wait to be seen. */
const mostClaims = 20;

/** Says that the house wants to answer to a host. It answers when it has been seen that the host is the house's. */
export const claimDomain = command(WhichDomain, async (ctx, { host: typed }) => {
	authorize(ctx.actor, 'site.change', mayChangeSite, null);
	const host = hostName(typed);
	if (!host) throw invalidInput([{ path: 'host', key: 'host' }]);
	if ((await ctx.site.domains.list()).some((one) => one.host === host)) throw new Problem('domain.here-already', 409);
	const { count } = await ctx.db
		.selectFrom('site.domain_claim')
		.select((row) => row.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	if (Number(count) >= mostClaims) throw new Problem('domain.too-many', 409, { most: mostClaims });
	await ctx.db
		.insertInto('site.domain_claim')
		.values({
			host,
			token: `homecourt=${randomToken(24)}`,
			claimed: ctx.now,
			claimed_by: memberOf(ctx.actor),
		})
		.onConflict((conflict) => conflict.column('host').doNothing())
		.execute();
	ctx.record({ name: 'domain.claimed', about: 'domains', data: { host } });
	return { host };
});

/**
 * Looks whether a claimed host is the house's; if so the site answers to it from now on. The look goes out before
 * anything is written, so that no transaction waits for somebody else's server. Safe to run twice.
 */
export async function lookAtDomain(ctx: Ctx, input: z.input<typeof WhichDomain>): Promise<{ seen: Seen }> {
	const { host, token } = await findClaim(ctx, input);
	const seen = await lookUpDomain(ctx.settings, ctx.site, host, token);
	await noteLook(ctx, { host, seen });
	return { seen };
}

const findClaim = query(WhichDomain, async (ctx, { host }) => {
	authorize(ctx.actor, 'site.change', mayChangeSite, null);
	const claim = await ctx.db
		.selectFrom('site.domain_claim')
		.select(['host', 'token'])
		.where('host', '=', host)
		.executeTakeFirst();
	if (!claim) throw notFound('domain');
	return claim;
});

const noteLook = command(z.object({ host: z.string(), seen: z.string() }), async (ctx, { host, seen }) => {
	authorize(ctx.actor, 'site.change', mayChangeSite, null);
	if (seen !== 'leads-here' && seen !== 'proven') {
		await ctx.db.updateTable('site.domain_claim').set({ looked: ctx.now, seen }).where('host', '=', host).execute();
		return;
	}
	// The control database first: a crash in between leaves a claim whose next look finds its host here already.
	await ctx.site.domains.add(host);
	await ctx.db.deleteFrom('site.domain_claim').where('host', '=', host).execute();
	ctx.record({ name: 'domain.added', about: 'domains', data: { host, seen } });
});

/** Makes a host the site's own address; the others lead on to it. Refused unless it is seen to lead here, or nobody could come any more. */
export async function makeMainDomain(ctx: Ctx, input: z.input<typeof WhichDomain>): Promise<void> {
	authorize(ctx.actor, 'site.change', mayChangeSite, null);
	const { host } = checkInput(WhichDomain, input);
	if (!(await ctx.site.domains.list()).some((one) => one.host === host)) throw notFound('domain');
	const seen = await lookUpDomain(ctx.settings, ctx.site, host, '');
	if (seen !== 'leads-here') throw new Problem('domain.not-reached', 409, { host });
	await turnMain(ctx, { host });
}

const turnMain = command(WhichDomain, async (ctx, { host }) => {
	authorize(ctx.actor, 'site.change', mayChangeSite, null);
	await ctx.site.domains.makeMain(host);
	ctx.record({ name: 'domain.main-changed', about: ['domains', 'site'], data: { host } });
});

/** Gives a host up, claimed or in use. Throws Problem `domain.main` (409) for the site's own address. Safe to run twice. */
export const dropDomain = command(WhichDomain, async (ctx, { host }) => {
	authorize(ctx.actor, 'site.change', mayChangeSite, null);
	const known = (await ctx.site.domains.list()).find((one) => one.host === host);
	if (known?.main) throw new Problem('domain.main', 409);
	await ctx.db.deleteFrom('site.domain_claim').where('host', '=', host).execute();
	await ctx.site.domains.remove(host);
	ctx.record({ name: 'domain.dropped', about: 'domains', data: { host } });
});

/** The site's hosts, its own address first, and those that wait to be seen. */
export const listDomains = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'site.change', mayChangeSite, null);
	const claims = await ctx.db
		.selectFrom('site.domain_claim')
		.select(['host', 'token', 'looked', 'seen'])
		.orderBy('claimed')
		.execute();
	return { hosts: await ctx.site.domains.list(), claims };
});
