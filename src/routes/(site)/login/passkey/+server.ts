import { json, type RequestEvent } from '@sveltejs/kit';
import { offerPasskeySignIn } from '#membership/server/index.ts';
import { personalPage } from '#web/shared-page.ts';

/** What the browser needs to sign in with a passkey. */
export const POST = async (event: RequestEvent) =>
	json(await offerPasskeySignIn(personalPage(event), {}), { headers: { 'cache-control': 'no-store' } });
