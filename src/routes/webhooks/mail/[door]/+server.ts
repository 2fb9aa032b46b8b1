import type { RequestEvent } from '@sveltejs/kit';
import { largestReport, receiveReport } from '#notification/server/index.ts';
import { readBody } from '#platform/read-body.ts';
import { answerProblem } from '#web/answer-problem.ts';

/** A mail server or service tells what came back. */
export const POST = (event: RequestEvent): Promise<Response> =>
	answerProblem(event, async () => {
		const raw = await readBody(event.request, largestReport);
		const call = { door: event.params['door'] ?? '', raw, headers: event.request.headers };
		return Response.json(await receiveReport(event.locals.ctx, call), { headers: { 'cache-control': 'no-store' } });
	});
