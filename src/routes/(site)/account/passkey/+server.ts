import { json, type RequestEvent } from '@sveltejs/kit';
import { offerPasskey } from '#membership/server/index.ts';
import { personalPage } from '#web/shared-page.ts';

/** What the browser needs to make a passkey. */
export const POST = async (event: RequestEvent) =>
	json(await offerPasskey(personalPage(event), {}), { headers: { 'cache-control': 'no-store' } });
