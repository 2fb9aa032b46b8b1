import { json, type RequestEvent } from '@sveltejs/kit';
import { listPublicKeys } from '#membership/server/index.ts';
import { personalPage } from '#web/shared-page.ts';

/** The public keys of single sign-on; a client asks anew when it meets one that it does not know. */
export const GET = async (event: RequestEvent) =>
	json({ keys: await listPublicKeys(personalPage(event)) }, { headers: { 'cache-control': 'public, max-age=3600' } });
