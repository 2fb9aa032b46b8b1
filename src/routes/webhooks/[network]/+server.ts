import type { RequestEvent } from '@sveltejs/kit';
import { readBody } from '#platform/read-body.ts';
import { hearNetwork, largestHint, meetNetwork } from '#publishing/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';

const whole = { 'cache-control': 'no-store' };

/** A network asks whether it is us whom it shall call. */
export const GET = (event: RequestEvent): Promise<Response> =>
	answerProblem(event, async () => {
		const asked = { network: event.params['network'] ?? '', asked: event.url.searchParams };
		return new Response(await meetNetwork(event.locals.ctx, asked), {
			headers: { ...whole, 'content-type': 'text/plain' },
		});
	});

/** A network tells that something happened there. */
export const POST = (event: RequestEvent): Promise<Response> =>
	answerProblem(event, async () => {
		const raw = await readBody(event.request, largestHint);
		const call = { network: event.params['network'] ?? '', raw, headers: event.request.headers };
		return Response.json(await hearNetwork(event.locals.ctx, call), { headers: whole });
	});
