import { redirect, type RequestEvent } from '@sveltejs/kit';
import { staff } from '#platform/actor.ts';
import { listNotices, readNotices } from '#notification/server/index.ts';
import { submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind === 'visitor') redirect(303, '/login?to=/account/notices');
	const before = /^\d{1,15}$/.exec(event.url.searchParams.get('before') ?? '')?.[0];
	return { notices: await listNotices(ctx, { before: before || undefined }), first: !before, staff: staff(ctx.actor) };
}

export const actions = {
	read: async (event: RequestEvent) =>
		submit(event, {}, async () => {
			await readNotices(event.locals.ctx, {});
			redirect(303, '/account/notices');
		}),
};
