import type { RequestEvent } from '@sveltejs/kit';
import { largestBody, readBody, receiveOrder } from '#commerce/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';

/** A shop reports what happened to an order. */
export const POST = (event: RequestEvent): Promise<Response> =>
	answerProblem(event, async () => {
		const raw = await readBody(event.request, largestBody);
		const call = { source: event.params['source'] ?? '', raw, headers: event.request.headers };
		return Response.json(await receiveOrder(event.locals.ctx, call), { headers: { 'cache-control': 'no-store' } });
	});
