import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Unwritten, Written } from '#network/webhook.ts';
import { messageUnwritten } from '#publishing/events.ts';
import { greetMessage } from '#publishing/server/jobs/greet-message.ts';

const Take = z.object({ network: z.string(), written: z.custom<Written>() });

/** Takes down what somebody wrote to one of our accounts; told twice, it is there once. Gives how many are new. */
export const takeMessage = command(
	Take,
	async (ctx, { network, written: { account, person, message } }): Promise<number> => {
		const own = await ctx.db
			.selectFrom('publishing.account')
			.select('id')
			.where('network', '=', network)
			.where('external_id', '=', account)
			.where('disconnected', 'is', null)
			.executeTakeFirst();
		if (!own) return 0;
		const made = await ctx.db
			.insertInto('publishing.message')
			.values({
				account: own.id,
				person: person.slice(0, 200),
				external_id: message.id,
				kind: message.kind,
				text: message.text.slice(0, 50_000),
				sent: message.sent,
				received: ctx.now,
			})
			.onConflict((conflict) => conflict.columns(['account', 'external_id']).doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!made) return 0;
		ctx.queue(greetMessage, { message: made.id });
		return 1;
	},
);

const TakeBack = z.object({ network: z.string(), unwritten: z.custom<Unwritten>() });

/** Forgets what somebody took back there. Gives how many were known. */
export const takeBackMessage = command(
	TakeBack,
	async (ctx, { network, unwritten: { account, unwritten } }): Promise<number> => {
		const gone = await ctx.db
			.updateTable('publishing.message as message')
			.from('publishing.account as account')
			.set({ text: '', unwritten: ctx.now })
			.whereRef('account.id', '=', 'message.account')
			.where('account.network', '=', network)
			.where('account.external_id', '=', account)
			.where('message.external_id', '=', unwritten)
			.where('message.unwritten', 'is', null)
			.returning('message.id')
			.executeTakeFirst();
		if (!gone) return 0;
		ctx.record({ name: messageUnwritten, about: `message:${gone.id}`, data: { message: gone.id } });
		return 1;
	},
);
