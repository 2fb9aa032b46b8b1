import { redirect, type RequestEvent } from '@sveltejs/kit';
import { clearSecondFactor, listStaffFactors, requireSecondFactor } from '#membership/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export const load = async ({ locals: { ctx }, url }: RequestEvent) => ({
	...(await listStaffFactors(ctx, {})),
	saved: url.searchParams.has('saved'),
});

export const actions = {
	require: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await requireSecondFactor(event.locals.ctx, { required: values['required'] === 'yes' });
			redirect(303, '/console/members/security?saved');
		});
	},
	clear: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await clearSecondFactor(event.locals.ctx, { member: values['member'] });
			redirect(303, '/console/members/security?saved');
		});
	},
};
