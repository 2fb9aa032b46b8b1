import type { RequestEvent } from '@sveltejs/kit';
import { readProfile } from '#membership/server/index.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	return { profile: await readProfile(sharedPage(event), { handle: event.params['handle'] ?? '' }) };
}
