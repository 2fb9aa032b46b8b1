import { redirect, type RequestEvent } from '@sveltejs/kit';
import { listLog } from '#moderation/server/index.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

/** For whoever has joined; others are asked to, and come back. */
export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind === 'visitor') redirect(303, '/login?to=/community/log');
	const before = /^\d{1,14}-[01]-\d{1,15}$/.exec(event.url.searchParams.get('before') ?? '')?.[0];
	return { log: await listLog(ctx, { before: before || undefined }), first: !before };
}
