import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { mediaPath } from '#media/picture.ts';

/** For those who ask for it without having read a page. */
export function GET({ locals }: RequestEvent) {
	const { icons } = locals.brand;
	if (!icons) error(404);
	redirect(302, mediaPath(icons.ico));
}
