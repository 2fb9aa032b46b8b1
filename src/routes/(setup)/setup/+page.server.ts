import { redirect, type RequestEvent } from '@sveltejs/kit';
import { giveCookies } from '#membership/give-cookies.ts';
import { askedFrom } from '#membership/server/index.ts';
import { checkSetup, finishSetup, FinishSetup } from '#site/server/index.ts';
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
			const { ctx, front } = event.locals;
			const { token = '', ownerName = '', email = '', password = '' } = values;
			// Before anything is stored: a stranger must not be able to leave pictures here.
			await checkSetup(ctx, { token });
			const from = askedFrom(event.request, front.address);
			const owner = { token, ownerName, email, password, from };
			const { cookies } = await finishSetup(ctx, { ...(await brand(FinishSetup, owner)), ...owner });
			if (values['start'] === 'sample') await fillWithSample(front.site);
			giveCookies(event.cookies, cookies);
			redirect(303, '/console');
		});
	},
};
