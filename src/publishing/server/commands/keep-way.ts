import { createHash } from 'node:crypto';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Connection } from '#network/network.ts';
import { seal, unseal } from '#publishing/server/seal.ts';

/** How long somebody may stay away to give leave, in milliseconds. */
export const wayLasts = 15 * 60_000;

const digestOf = (state: string): string => createHash('sha256').update(state).digest('base64url');

/** Keeps what a network said at the beginning of a way, and forgets ways that nobody came back on. */
export const keepWay = command(
	z.object({ state: z.string(), kept: z.custom<Connection>() }),
	async (ctx, { state, kept }) => {
		const over = new Date(ctx.now.getTime() - wayLasts);
		await ctx.db.deleteFrom('publishing.way').where('begun', '<', over).execute();
		await ctx.db
			.insertInto('publishing.way')
			.values({ state: digestOf(state), secret: seal(ctx.site, kept, 'way'), begun: ctx.now })
			.execute();
	},
);

/** Takes it out again, once; undefined when nothing was kept. */
export const takeWay = command(
	z.object({ state: z.string() }),
	async (ctx, { state }): Promise<Connection | undefined> => {
		const row = await ctx.db
			.deleteFrom('publishing.way')
			.where('state', '=', digestOf(state))
			.returning('secret')
			.executeTakeFirst();
		return row && unseal(ctx.site, row.secret, 'way');
	},
);
