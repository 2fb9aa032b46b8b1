import { redirect, type RequestEvent } from '@sveltejs/kit';
import { staff } from '#platform/actor.ts';
import { askedFrom } from '#membership/server/index.ts';
import { listDevices, readPreferences } from '#notification/server/index.ts';
import { deviceActions } from '#web/device-actions.ts';
import { preferenceActions } from '#web/newsletter-form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind === 'visitor') redirect(303, '/login?to=/account/preferences');
	const from = askedFrom(event.request, event.locals.front.address);
	const [preferences, devices] = await Promise.all([readPreferences(ctx, {}), listDevices(ctx, { from })]);
	return { preferences, ...devices, staff: staff(ctx.actor) };
}

export const actions = { ...preferenceActions(() => undefined), ...deviceActions };
