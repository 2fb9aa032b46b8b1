import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import { embedsThing, plainOrigin } from '#embed/address.ts';
import { embedsChanged } from '#embed/events.ts';
import { mayAllowHosts } from '#embed/policy.ts';

export const AllowHost = z.object({ origin: z.string().trim().min(1, 'missing').max(500, 'too-long') });

/** Lets a place of the brand show conversations. Safe to run twice. Throws `origin: host` where it is no whole origin. */
export const allowHost = command(AllowHost, async (ctx, { origin: written }) => {
	authorize(ctx.actor, 'embed.allow', mayAllowHosts, null);
	const origin = plainOrigin(written, ctx.site.url);
	if (!origin) throw invalidInput([{ path: 'origin', key: 'host' }]);
	const row = await ctx.db
		.insertInto('embed.host')
		.values({ origin, allowed: ctx.now, allowed_by: memberOf(ctx.actor) })
		.onConflict((conflict) => conflict.doNothing())
		.returning('origin')
		.executeTakeFirst();
	if (row) ctx.record({ name: embedsChanged, about: embedsThing, data: { allowed: origin } });
	return { origin };
});

/** Takes the leave back: from the next page load on no browser shows them there. What was said stays. Safe to run twice. */
export const forbidHost = command(z.object({ origin: z.string().max(500) }), async (ctx, { origin }) => {
	authorize(ctx.actor, 'embed.allow', mayAllowHosts, null);
	const row = await ctx.db.deleteFrom('embed.host').where('origin', '=', origin).returning('origin').executeTakeFirst();
	if (row) ctx.record({ name: embedsChanged, about: embedsThing, data: { forbidden: origin } });
});
