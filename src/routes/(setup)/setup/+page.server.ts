import { redirect, type RequestEvent } from '@sveltejs/kit';
import { openSession } from '#membership/server/index.ts';
import { checkSetup, finishSetup } from '#site/server/index.ts';
import { readBrandForm } from '#web/brand-form.ts';
import { submit } from '#web/form.ts';
import { fillWithSample } from '#web/fill-with-sample.ts';

export async function load({ locals, url }: RequestEvent) {
	const token = url.searchParams.get('token') ?? '';
	if (locals.brand.ready && locals.actor.kind === 'member') redirect(303, '/console');
	await checkSetup(locals.ctx, { token });
	return { token };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const { values, brand } = await readBrandForm(event);
		return submit(event, values, async () => {
			const { ctx } = event.locals;
			await checkSetup(ctx, { token: values['token'] ?? '' });
			const { owner } = await finishSetup(ctx, {
				...(await brand()),
				token: values['token'] ?? '',
				ownerName: values['ownerName'] ?? '',
				email: values['email'] ?? '',
				password: values['password'] ?? '',
			});
			if (values['start'] === 'sample') await fillWithSample(event.locals.front.site);
			const { cookies } = await openSession(ctx, { member: owner, https: event.url.protocol === 'https:' });
			for (const cookie of cookies) event.setHeaders({ 'set-cookie': cookie });
			redirect(303, '/console');
		});
	},
};
