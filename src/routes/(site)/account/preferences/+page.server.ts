import { redirect, type RequestEvent } from '@sveltejs/kit';
import { staff } from '#platform/actor.ts';
import { readPreferences } from '#notification/server/index.ts';
import { preferenceActions } from '#web/newsletter-form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind === 'visitor') redirect(303, '/login?to=/account/preferences');
	return { preferences: await readPreferences(ctx, {}), staff: staff(ctx.actor) };
}

export const actions = preferenceActions(() => undefined);
