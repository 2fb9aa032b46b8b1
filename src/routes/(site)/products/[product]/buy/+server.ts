import type { RequestEvent } from '@sveltejs/kit';
import { answerProblem } from '#web/answer-problem.ts';
import { goToShop } from '#web/go-to-shop.ts';

/** Leads to where a product is sold; counted. */
export const GET = (event: RequestEvent) =>
	answerProblem(event, async () => {
		const headers = { location: await goToShop(event), 'cache-control': 'no-store', 'x-robots-tag': 'noindex' };
		return new Response(null, { status: 302, headers });
	});
