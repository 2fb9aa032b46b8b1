import { redirect, type RequestEvent } from '@sveltejs/kit';
import { giveCookies } from '#membership/give-cookies.ts';
import { askedFrom, proveSecondFactor, readSecondFactor } from '#membership/server/index.ts';
import { goOn, readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

/** Where staff give their second proof. Who has none yet sets one up; who needs none goes on. */
export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	const to = event.url.searchParams.get('to') ?? '';
	const query = to ? `?to=${encodeURIComponent(to)}` : '';
	if (ctx.actor.kind !== 'member') redirect(303, `/login${query}`);
	if (!ctx.actor.withheld) goOn(to, '/account');
	const { set } = await readSecondFactor(ctx, {});
	if (!set) redirect(303, `/account/second-factor${query}`);
	return { to };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		const { ctx, front } = event.locals;
		return submit(event, values, async () => {
			const from = askedFrom(event.request, front.address);
			const { cookies } = await proveSecondFactor(ctx, { code: values['code'] ?? '', from });
			giveCookies(event.cookies, cookies);
			goOn(values['to'], '/console');
		});
	},
};
