import type { RequestEvent } from '@sveltejs/kit';
import { keepGreeting, readGreetings, resetGreeting } from '#notification/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export const load = async ({ locals }: RequestEvent) => ({ greetings: await readGreetings(locals.ctx, {}) });

export const actions = {
	keep: async (event: RequestEvent) => {
		const values = await readForm(event);
		const { step, subject = '', body = '', subjectEn = '', bodyEn = '', sent } = values;
		return submit(event, values, async () => {
			await keepGreeting(event.locals.ctx, { step, subject, body, subjectEn, bodyEn, sent: sent === 'yes' });
			return { done: String(step) };
		});
	},
	reset: async (event: RequestEvent) => {
		const { step } = await readForm(event);
		return submit(event, {}, async () => {
			await resetGreeting(event.locals.ctx, { step });
			return { done: String(step) };
		});
	},
};
