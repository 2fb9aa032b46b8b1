import type { RequestEvent } from '@sveltejs/kit';
import { largestMail, receiveMail } from '#notification/server/index.ts';
import { readBody } from '#platform/read-body.ts';
import { answerProblem } from '#web/answer-problem.ts';

/** A mail server brings an answer to a mail of ours, whole. */
export const POST = (event: RequestEvent): Promise<Response> =>
	answerProblem(event, async () => {
		const raw = await readBody(event.request, largestMail);
		const call = { way: 'signed' as const, raw, headers: event.request.headers };
		return Response.json(await receiveMail(event.locals.ctx, call), { headers: { 'cache-control': 'no-store' } });
	});
