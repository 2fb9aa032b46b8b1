import { json, type RequestEvent } from '@sveltejs/kit';
import { offerPasskeySignIn } from '#membership/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';
import { personalPage } from '#web/shared-page.ts';

/** What the browser needs to sign in with a passkey. */
export const POST = (event: RequestEvent) =>
	answerProblem(event, async () =>
		json(await offerPasskeySignIn(personalPage(event), {}), { headers: { 'cache-control': 'no-store' } }),
	);
