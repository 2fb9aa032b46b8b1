import { redirect, type RequestEvent } from '@sveltejs/kit';
import { matchLocale } from '#platform/language/locale.ts';
import { readPosted } from '#web/read-form.ts';

/** Chooses the interface language; kept in a cookie, since a reader has no account. */
export async function POST({ request, cookies, url }: RequestEvent) {
	const form = await readPosted(request, 10_000);
	const locale = matchLocale(String(form.get('locale')));
	if (locale)
		cookies.set('lang', locale, {
			path: '/',
			maxAge: 31_536_000,
			httpOnly: true,
			sameSite: 'lax',
			secure: url.protocol === 'https:',
		});
	const to = String(form.get('to') ?? '/');
	redirect(303, /^\/(?![/\\])/.test(to) ? to : '/');
}
