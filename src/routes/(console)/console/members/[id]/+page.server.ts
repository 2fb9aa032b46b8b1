import type { RequestEvent } from '@sveltejs/kit';
import { mayChangeRole, maySuspend } from '#membership/policy.ts';
import { changeRole, readMember, suspendMember } from '#membership/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals, params }: RequestEvent) {
	const member = await readMember(locals.ctx, { id: params['id'] });
	return { member, may: { changeRole: mayChangeRole(locals.actor), suspend: maySuspend(locals.actor, member) } };
}

export const actions = {
	role: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, () =>
			changeRole(event.locals.ctx, { member: event.params['id'], role: values['role'] as never }),
		);
	},
	suspend: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, () =>
			suspendMember(event.locals.ctx, { member: event.params['id'], suspended: values['suspended'] === 'yes' }),
		);
	},
};
