import { redirect, type RequestEvent } from '@sveltejs/kit';
import { giveCookies } from '#membership/give-cookies.ts';
import { changeEmail, requestEmailChange } from '#membership/server/index.ts';
import { fromOf } from '#web/arrival-touch.ts';
import { readForm, submit } from '#web/form.ts';

/** Whose account it is, and what the form says. */
async function read(event: RequestEvent) {
	const values = await readForm(event);
	const { actor } = event.locals;
	if (actor.kind !== 'member') redirect(303, '/login?to=/account');
	return { member: actor.member, email: values['email'] ?? '', code: values['code'] ?? '', from: fromOf(event) };
}

/** How a member comes to sign in with another mailbox: a code goes there, and the code says that it is theirs. */
export const emailActions = {
	email: async (event: RequestEvent) => {
		const { code: _, ...asked } = await read(event);
		const values = { email: asked.email, part: 'email' };
		return submit(event, values, async () => {
			giveCookies(event.cookies, (await requestEmailChange(event.locals.ctx, asked)).cookies);
			return { values: { ...values, step: 'code' } };
		});
	},
	changeEmail: async (event: RequestEvent) => {
		const given = await read(event);
		return submit(event, { email: given.email, part: 'email', step: 'code' }, async () => {
			giveCookies(event.cookies, (await changeEmail(event.locals.ctx, given)).cookies);
			return { done: 'email' };
		});
	},
};
