import { redirect, type RequestEvent } from '@sveltejs/kit';
import { dropBegun, holdBegun, readBegun } from '#community/server/index.ts';
import type { BegunThread } from '#community/begun.ts';
import type { Ctx } from '#platform/context/context.ts';

/** The browser remembers what a visitor wrote, until they have joined. */
const cookie = 'begun';

/** Keeps the thread that a visitor wrote, and leads to joining and back to it. */
export async function holdThread(event: RequestEvent, values: Record<string, string>): Promise<never> {
	const { ctx, front } = event.locals;
	const { category = '', kind, title = '', text, tags, choices } = values;
	const { token, slug } = await holdBegun(ctx, {
		...{ category, title, text, tags, choices, address: front.address },
		kind: (kind ?? '') as never,
	});
	event.cookies.set(cookie, token, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: event.url.protocol === 'https:',
		maxAge: 86_400,
	});
	redirect(303, `/join?to=${encodeURIComponent(`/community/new?category=${encodeURIComponent(slug)}`)}`);
}

/** What was written in this browser before joining; null: nothing that is kept still. */
export async function readHeldThread(event: RequestEvent, ctx: Ctx): Promise<BegunThread | null> {
	const token = event.cookies.get(cookie);
	return token ? readBegun(ctx, { token: token.slice(0, 100) }) : null;
}

/** It was started: neither this browser nor another device goes on with it. */
export async function dropThread(event: RequestEvent): Promise<void> {
	await dropBegun(event.locals.ctx, { token: event.cookies.get(cookie)?.slice(0, 100) ?? '' });
	event.cookies.delete(cookie, { path: '/' });
}
