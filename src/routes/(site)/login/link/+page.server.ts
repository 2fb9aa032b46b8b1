import type { RequestEvent } from '@sveltejs/kit';
import { giveCookies } from '#membership/give-cookies.ts';
import { askedFrom, signInWithLink } from '#membership/server/index.ts';
import { goOn, readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

/** Looking at the link uses nothing up: mail programs and social networks look at links too. */
export function load(event: RequestEvent) {
	personalPage(event);
	return { token: event.url.searchParams.get('token') ?? '' };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const { token = '' } = await readForm(event);
		return submit(event, {}, async () => {
			const { member, cookies } = await signInWithLink(event.locals.ctx, {
				token,
				from: askedFrom(event.request, event.locals.front.address),
			});
			giveCookies(event.cookies, cookies);
			goOn(undefined, member.role === 'member' ? '/account' : '/console');
		});
	},
};
