import { z } from 'zod';
import { authorize, memberOf, requireFresh } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import type { Connection } from '#network/network.ts';
import { networkCalled } from '#network/known-networks.ts';
import { mayConnect } from '#publishing/policy.ts';
import { asking } from '#publishing/server/asking.ts';
import { findApp } from '#publishing/server/find-app.ts';
import { readFields } from '#publishing/server/read-fields.ts';
import { seal } from '#publishing/server/seal.ts';
import { wayBack } from '#publishing/server/way-back.ts';

/**
 * Keeps what the site's own app on a network is known by. A secret that is left empty stays as it was. Where the network
 * makes apps by itself it is asked for one, before anything is written. Throws Problem `network.unknown`, `input.invalid`,
 * `network.refused` (422), `network.failed` (502).
 */
export async function keepApp(
	ctx: Ctx,
	{ network: name, given }: { network: string; given: Connection },
): Promise<Connection> {
	authorize(ctx.actor, 'account.connect', mayConnect, null);
	requireFresh(ctx.actor);
	const network = networkCalled(name);
	const { connecting } = network;
	if (connecting.by !== 'consent') throw new Problem('network.unknown', 409, { network: name });
	const known = await findApp(ctx, name);
	const read = readFields(connecting.app, given, known?.app ?? {});
	const { register } = connecting;
	const app = register
		? await asking(ctx, network, () => register(ctx, { ...known?.app, ...read }, { back: wayBack(ctx, name) }))
		: read;
	return writeApp(ctx, { network: name, app });
}

const writeApp = command(
	z.object({ network: z.string(), app: z.custom<Connection>() }),
	async (ctx, { network: name, app }) => {
		authorize(ctx.actor, 'account.connect', mayConnect, null);
		const row = { secret: seal(ctx.site, app, 'app'), kept: ctx.now, kept_by: memberOf(ctx.actor) };
		await ctx.db
			.insertInto('publishing.app')
			.values({ network: name, word: randomToken(24), ...row })
			.onConflict((conflict) => conflict.column('network').doUpdateSet(row))
			.execute();
		return app;
	},
);
