import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import { postComment } from '#community/server/index.ts';
import { countText } from '#network/count-text.ts';
import { networkCalled } from '#network/known-networks.ts';
import { conversationAnswered, conversationClosed } from '#inbox/events.ts';
import { mayAnswer } from '#inbox/policy.ts';
import { deliverAnswer } from '#inbox/server/jobs/deliver-answer.ts';

export const AnswerConversation = z.object({
	conversation: z.coerce.number().int().positive(),
	text: z.string().trim().min(1, 'missing').min(2, 'too-short').max(10_000),
	/** Made when the form was opened: a form that is sent twice is one answer. */
	key: z
		.string()
		.regex(/^[a-z0-9]{16,40}$/)
		.optional(),
});

/**
 * Answers: as a comment at home under what was said and, for what came from a network, back there. Throws Problem
 * `conversation.not-found`, `input.invalid` (`text: too-long` for the network), and what posting a comment throws.
 */
export const answerConversation = command(
	AnswerConversation,
	async (ctx, { conversation: id, text, key = randomToken(20) }) => {
		authorize(ctx.actor, 'conversation.answer', mayAnswer, null);
		if (ctx.actor.kind !== 'member') throw new Problem('session.required', 401);
		const conversation = await findForUpdate(ctx, id);
		const known = await ctx.db
			.selectFrom('inbox.answer')
			.select(['id', 'comment'])
			.where('key', '=', key)
			.executeTakeFirst();
		if (known) return { answer: known.id, comment: known.comment };
		const abroad = conversation.kind !== 'comment' || conversation.foreign_comment !== null;
		if (abroad) {
			const { comment: limit } = networkCalled(conversation.origin).limits;
			if (countText(text, limit) > limit.most) throw invalidInput([{ path: 'text', key: 'too-long' }]);
		}
		const comment =
			conversation.comment === null || conversation.thread === null
				? null
				: (await postComment(ctx, { thread: conversation.thread, parent: conversation.comment, body: { text } })).id;
		const { id: answer } = await ctx.db
			.insertInto('inbox.answer')
			.values({
				conversation: id,
				comment,
				author: ctx.actor.member,
				text,
				written: ctx.now,
				key,
				// At home it is there as soon as it is written.
				...(abroad ? {} : { delivered: ctx.now }),
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		await ctx.db
			.updateTable('inbox.conversation')
			.set({ answered: conversation.answered ?? ctx.now, closed: null, closed_by: null })
			.where('id', '=', id)
			.execute();
		ctx.record({ name: conversationAnswered, about: `conversation:${id}`, data: { conversation: id, comment } });
		if (abroad) ctx.queue(deliverAnswer, { answer });
		return { answer, comment };
	},
);

const One = z.object({ conversation: z.coerce.number().int().positive() });

/** Puts a conversation away without an answer. Throws Problem `conversation.not-found`. */
export const closeConversation = command(One, async (ctx, { conversation: id }) => {
	authorize(ctx.actor, 'conversation.answer', mayAnswer, null);
	const { closed } = await findForUpdate(ctx, id);
	if (closed) return;
	const by = memberOf(ctx.actor);
	await ctx.db.updateTable('inbox.conversation').set({ closed: ctx.now, closed_by: by }).where('id', '=', id).execute();
	ctx.record({ name: conversationClosed, about: `conversation:${id}`, data: { conversation: id } });
});

/** Takes a conversation up again that was put away. Throws Problem `conversation.not-found`. */
export const reopenConversation = command(One, async (ctx, { conversation: id }) => {
	authorize(ctx.actor, 'conversation.answer', mayAnswer, null);
	await findForUpdate(ctx, id);
	await ctx.db.updateTable('inbox.conversation').set({ closed: null, closed_by: null }).where('id', '=', id).execute();
});

/** Sends an answer again that did not reach the network; it keeps its key. Throws Problem `answer.not-found`, `answer.not-failed` (409). */
export const retryAnswer = command(
	z.object({ answer: z.coerce.number().int().positive() }),
	async (ctx, { answer: id }) => {
		authorize(ctx.actor, 'conversation.answer', mayAnswer, null);
		const answer = await ctx.db
			.selectFrom('inbox.answer')
			.selectAll()
			.where('id', '=', id)
			.forUpdate()
			.executeTakeFirst();
		if (!answer) throw notFound('answer');
		if (!answer.failed && !answer.unconfirmed) throw new Problem('answer.not-failed', 409);
		await ctx.db
			.updateTable('inbox.answer')
			.set({
				failed: null,
				unconfirmed: null,
				armed: null,
				next_try: null,
				tries: 0,
				trouble: null,
				trouble_details: null,
			})
			.where('id', '=', id)
			.execute();
		ctx.queue(deliverAnswer, { answer: id });
	},
);

async function findForUpdate(ctx: Ctx, id: number) {
	const conversation = await ctx.db
		.selectFrom('inbox.conversation')
		.selectAll()
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!conversation) throw notFound('conversation');
	return conversation;
}
