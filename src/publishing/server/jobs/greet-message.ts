import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { asNetworkProblem } from '#network/network-problem.ts';
import { messageReceived } from '#publishing/events.ts';
import { actFor } from '#publishing/server/open-account.ts';

/**
 * Asks who wrote a message, and says that it is there. A network that does not tell is no reason to let somebody wait: then it has no
 * name. Safe to run twice.
 */
export const greetMessage = job<{ message: number }>(
	'publishing.greet-message',
	{ punctual: true },
	async (ctx, { message: id }) => {
		const message = await ctx.db
			.selectFrom('publishing.message')
			.select(['account', 'person'])
			.where('id', '=', id)
			.where('unwritten', 'is', null)
			.executeTakeFirst();
		if (message) await noteName(ctx, { message: id, name: await nameOf(ctx, message) });
	},
);

async function nameOf(ctx: Ctx, { account, person }: { account: number; person: string }): Promise<string> {
	const known = await ctx.db
		.selectFrom('publishing.message')
		.select('author_name')
		.where('account', '=', account)
		.where('person', '=', person)
		.where('author_name', '<>', '')
		.where('received', '>', new Date(ctx.now.getTime() - 7 * 86_400_000))
		.limit(1)
		.executeTakeFirst();
	if (known) return known.author_name;
	try {
		const found = await actFor(ctx, account, async (opened) =>
			opened.network.readPerson?.(ctx, opened.account, person),
		);
		return found?.name.slice(0, 200) ?? '';
	} catch (error) {
		ctx.log.warn('name not known', { account, trouble: asNetworkProblem(error).trouble });
		return '';
	}
}

const NoteName = z.object({ message: z.number(), name: z.string() });

const noteName = command(NoteName, async (ctx, { message, name }) => {
	await ctx.db.updateTable('publishing.message').set({ author_name: name }).where('id', '=', message).execute();
	ctx.record({ name: messageReceived, about: `message:${message}`, data: { message } });
});
