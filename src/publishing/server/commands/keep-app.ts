import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { randomToken } from '#platform/token.ts';
import type { Connection } from '#network/network.ts';
import { networkCalled } from '#network/known-networks.ts';
import { mayConnect } from '#publishing/policy.ts';
import { findApp } from '#publishing/server/find-app.ts';
import { readFields } from '#publishing/server/read-fields.ts';
import { seal } from '#publishing/server/seal.ts';

/**
 * Keeps what the site's own app on a network is known by. A secret that is left empty stays as it was. Throws Problem
 * `network.unknown`, `input.invalid`.
 */
export const keepApp = command(
	z.object({ network: z.string(), given: z.custom<Connection>() }),
	async (ctx, { network: name, given }) => {
		authorize(ctx.actor, 'account.connect', mayConnect, null);
		const { connecting } = networkCalled(name);
		const known = await findApp(ctx, name);
		const app = readFields(connecting.by === 'consent' ? connecting.app : [], given, known?.app ?? {});
		const row = { secret: seal(ctx.site, app, 'app'), kept: ctx.now, kept_by: memberOf(ctx.actor) };
		await ctx.db
			.insertInto('publishing.app')
			.values({ network: name, word: randomToken(24), ...row })
			.onConflict((conflict) => conflict.column('network').doUpdateSet(row))
			.execute();
		return app;
	},
);
