import { z } from 'zod';
import type { Actor, Role } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { randomToken } from '#platform/token.ts';
import { conversationAnswered, conversationOpened } from '#inbox/events.ts';
import { mayAnswer } from '#inbox/policy.ts';
import { home } from '#inbox/server/home.ts';
import { deliverAnswer } from '#inbox/server/jobs/deliver-answer.ts';

/**
 * Takes note of a comment at home: what a visitor, a member or somebody on a network wrote opens a conversation; what
 * staff wrote answers the one it replies to, and goes back to the network where that came from. Safe to repeat.
 */
export const noteComment = command(z.object({ comment: z.number() }), async (ctx, { comment: id }) => {
	const said = await ctx.db
		.selectFrom('community.comment as comment')
		.leftJoin('membership.member as member', 'member.id', 'comment.author')
		.select([
			'comment.id',
			'comment.thread',
			'comment.parent',
			'comment.author',
			'comment.body_text',
			'comment.posted',
			'comment.origin_network',
			'comment.origin_author',
			'comment.nameless',
			'member.name',
			'member.handle',
			'member.role',
			'member.suspended',
		])
		.where('comment.id', '=', id)
		.where('comment.deleted', 'is', null)
		.executeTakeFirst();
	if (!said) return;
	const author = authorOf(said);
	if (author && mayAnswer(author)) return noteAnswer(ctx, said);
	// A colleague without the inbox (an analyst) speaks for the house too: nobody has to answer that.
	if (author?.kind === 'member' && author.role !== 'member') return;
	const origin = said.origin_network ?? home;
	const opened = await ctx.db
		.insertInto('inbox.conversation')
		.values({
			kind: 'comment',
			origin,
			comment: id,
			thread: said.thread,
			// Whoever answers here need not be one of those who may know.
			author: said.nameless ? null : said.author,
			author_name: said.origin_author ?? (said.nameless ? null : said.name) ?? '',
			text: said.body_text,
			opened: said.posted,
		})
		.onConflict((conflict) => conflict.column('comment').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (opened)
		ctx.record({
			name: conversationOpened,
			about: `conversation:${opened.id}`,
			data: { conversation: opened.id, origin },
		});
});

/** Who wrote it, with the rights of now; null: somebody on a network, or a member who was suspended meanwhile. */
function authorOf(said: {
	author: number | null;
	name: string | null;
	handle: string | null;
	role: string | null;
	suspended: Date | null;
}): Actor | null {
	const { author, name, handle, role, suspended } = said;
	if (author === null || name === null || handle === null || suspended) return null;
	return { kind: 'member', member: author, name, handle, role: role as Role };
}

interface Answered {
	id: number;
	parent: number | null;
	author: number | null;
	body_text: string;
	posted: Date;
}

async function noteAnswer(ctx: Ctx, { id, parent, author, body_text: text, posted }: Answered): Promise<void> {
	if (parent === null) return;
	const conversation = await ctx.db
		.selectFrom('inbox.conversation')
		.selectAll()
		.where('comment', '=', parent)
		.forUpdate()
		.executeTakeFirst();
	if (!conversation) return;
	const abroad = conversation.foreign_comment !== null;
	const noted = await ctx.db
		.insertInto('inbox.answer')
		.values({
			conversation: conversation.id,
			comment: id,
			author,
			text,
			written: posted,
			key: abroad ? randomToken(20) : null,
		})
		.onConflict((conflict) => conflict.column('comment').doNothing())
		.returning('id')
		.executeTakeFirst();
	// Written in the inbox: there it was noted, and sent, already.
	if (!noted) return;
	await ctx.db
		.updateTable('inbox.conversation')
		.set((eb) => ({ answered: eb.fn.coalesce('answered', eb.val(posted)) }))
		.where('id', '=', conversation.id)
		.execute();
	ctx.record({
		name: conversationAnswered,
		about: `conversation:${conversation.id}`,
		data: { conversation: conversation.id, comment: id },
	});
	if (abroad) ctx.queue(deliverAnswer, { answer: noted.id });
}
