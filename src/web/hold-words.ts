import type { RequestEvent } from '@sveltejs/kit';
import type { Disclosure } from '#community/stars.ts';
import { holdComment } from '#community/server/index.ts';

/** The browser remembers what is held, so that whoever joins by another page has it posted too. */
export const heldCookie = 'held';

/** Holds what a visitor wrote until they have joined; the browser keeps the token that is returned for a day. */
export async function holdWords(
	event: RequestEvent,
	words: {
		thread: string | number;
		parent: string | null;
		quote: string;
		text: string;
		stars?: string;
		disclosed?: string;
	},
): Promise<string> {
	const { ctx, front } = event.locals;
	const { token } = await holdComment(ctx, {
		...words,
		disclosed: words.disclosed as Disclosure | '',
		address: front.address,
	});
	event.cookies.set(heldCookie, token, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: event.url.protocol === 'https:',
		maxAge: 86_400,
	});
	return token;
}
