import { closeConversation, listConversations } from '#inbox/server/index.ts';
import { later } from '#app/sample-brand/moment.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** Conversations that still wait today. */
const waiting = 3;

/** Every evening the editor puts away what needs no answer; what the last days brought still waits, the newest only. */
export const tellRest = ({ when }: Story): Deed[] =>
	Array.from({ length: 90 }, (_, index) => index - 90).map((day) => ({
		key: `evening:${day}`,
		time: later(when([day, 23, 59]), 0.7),
		by: 'aying',
		async repeatable(ctx) {
			if (day > -4 && day < -1) return undefined;
			const { items } = await listConversations(ctx, { state: 'waiting', limit: 100 });
			const done = day === -1 ? items.slice(0, -waiting) : items;
			await Promise.all(done.map(({ id }) => closeConversation(ctx, { conversation: id })));
			return undefined;
		},
	}));
