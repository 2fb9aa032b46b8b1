import { z } from 'zod';
import { answerConversation, conversationStates, listConversations } from '#inbox/server/index.ts';
import { listOf, page, time, timeText } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';

const conversation = z.object({
	id: z.number(),
	/** `home`, or the network where it was said. */
	origin: z.string(),
	author: z.string().nullable(),
	/** Its beginning. */
	text: z.string(),
	/** How many stars it gives (1 to 5), of a review here; null: none. */
	stars: z.number().nullable(),
	/** Title of the thread here that it belongs to. */
	thread: z.string().nullable(),
	opened: time,
	answered: time.nullable(),
	closed: time.nullable(),
});

export const answerEndpoints = [
	endpoint({
		method: 'GET',
		path: '/conversations',
		scope: 'conversation.list',
		summary: 'What people said that somebody may have to answer; waiting ones oldest first, others newest first',
		query: page.extend({ state: z.enum(conversationStates).default('waiting') }),
		answer: listOf(conversation),
		async run(ctx, { query: { cursor, limit, state } }) {
			const { items, next } = await listConversations(ctx, { state, limit, skip: readCursor(ctx, cursor, 'number') });
			return {
				items: items.map(({ id, origin, author, text, stars, thread, opened, answered, closed }) => ({
					id,
					origin,
					author,
					text,
					stars,
					thread,
					opened: opened.toISOString(),
					answered: timeText(answered),
					closed: timeText(closed),
				})),
				next: writeCursor(ctx, next),
			};
		},
	}),
	endpoint({
		method: 'POST',
		path: '/conversations/{conversation}/answers',
		scope: 'conversation.answer',
		summary: 'Answer: at home, and on the network where it was said',
		body: z.strictObject({ text: z.string() }),
		answer: z.object({ id: z.number(), comment: z.number().nullable() }),
		async run(ctx, { params, body }) {
			const { answer, comment } = await answerConversation(ctx, { conversation: params.conversation, text: body.text });
			return { id: answer, comment };
		},
	}),
];
