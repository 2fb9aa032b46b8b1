import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { conversationClosed, conversationOpened } from '#inbox/events.ts';

const One = z.object({ message: z.number() });

/**
 * Somebody wrote to an account of ours: one conversation for each person, which waits again whenever they write. Safe to repeat:
 * what was heard opens nothing a second time.
 */
export const takeMessage = command(One, async (ctx, { message: id }) => {
	const said = await ctx.db
		.selectFrom('publishing.message as message')
		.innerJoin('publishing.account as account', 'account.id', 'message.account')
		.selectAll('message')
		.select('account.network')
		.where('message.id', '=', id)
		.where('message.unwritten', 'is', null)
		.executeTakeFirst();
	if (!said) return null;
	const made = await ctx.db
		.insertInto('inbox.conversation')
		.values({
			kind: 'message',
			origin: said.network,
			account: said.account,
			person: said.person,
			author_name: said.author_name,
			text: said.text,
			opened: said.sent,
			heard: said.id,
		})
		.onConflict((conflict) => conflict.columns(['account', 'person']).where('kind', '=', 'message').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (made) return opened(ctx, made.id, said.network);
	const known = await findForUpdate(ctx, said.account, said.person);
	if (!known) return null;
	const settled = known.answered ?? known.closed;
	if (known.heard !== null && said.id <= known.heard) return { id: known.id };
	await ctx.db
		.updateTable('inbox.conversation')
		.set({
			text: said.text,
			heard: said.id,
			...(said.author_name ? { author_name: said.author_name } : {}),
			// Who waits already goes on waiting since then.
			...(settled ? { answered: null, closed: null, closed_by: null, opened: said.sent } : {}),
		})
		.where('id', '=', known.id)
		.execute();
	return settled ? opened(ctx, known.id, said.network) : { id: known.id };
});

/** Somebody took back what they wrote: its words leave, and when nothing is left nobody has to answer. Safe to repeat. */
export const takeBackMessage = command(One, async (ctx, { message: id }) => {
	const gone = await ctx.db
		.selectFrom('publishing.message')
		.select(['account', 'person'])
		.where('id', '=', id)
		.where('unwritten', 'is not', null)
		.executeTakeFirst();
	const known = gone && (await findForUpdate(ctx, gone.account, gone.person));
	if (!known) return;
	const left = await ctx.db
		.selectFrom('publishing.message')
		.select('text')
		.where('account', '=', gone.account)
		.where('person', '=', gone.person)
		.where('unwritten', 'is', null)
		.orderBy('sent', 'desc')
		.limit(1)
		.executeTakeFirst();
	const closes = !left && !known.answered && !known.closed;
	await ctx.db
		.updateTable('inbox.conversation')
		.set({ text: left?.text ?? '', ...(closes ? { closed: ctx.now } : {}) })
		.where('id', '=', known.id)
		.execute();
	if (closes)
		ctx.record({
			name: conversationClosed,
			about: `conversation:${known.id}`,
			data: { conversation: known.id },
		});
});

const findForUpdate = (ctx: Ctx, account: number, person: string) =>
	ctx.db
		.selectFrom('inbox.conversation')
		.select(['id', 'answered', 'closed', 'heard'])
		.where('kind', '=', 'message')
		.where('account', '=', account)
		.where('person', '=', person)
		.forUpdate()
		.executeTakeFirst();

function opened(ctx: Ctx, conversation: number, origin: string): { id: number } {
	ctx.record({ name: conversationOpened, about: `conversation:${conversation}`, data: { conversation, origin } });
	return { id: conversation };
}
