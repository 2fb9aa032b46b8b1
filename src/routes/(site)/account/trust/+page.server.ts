import { redirect, type RequestEvent } from '@sveltejs/kit';
import { staff } from '#platform/actor.ts';
import { readTrust } from '#community/server/index.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind === 'visitor') redirect(303, '/login?to=/account/trust');
	return { trust: await readTrust(ctx, {}), staff: staff(ctx.actor) };
}
