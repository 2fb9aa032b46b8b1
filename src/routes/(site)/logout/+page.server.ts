import { redirect, type RequestEvent } from '@sveltejs/kit';
import { giveCookies } from '#membership/give-cookies.ts';
import { askedFrom, signOut } from '#membership/server/index.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export const load = (event: RequestEvent) => void personalPage(event);

export const actions = {
	default: async (event: RequestEvent) => {
		const { cookies } = await signOut(event.locals.ctx, { from: askedFrom(event.request, event.locals.front.address) });
		giveCookies(event.cookies, cookies);
		redirect(303, '/');
	},
};
