import type { RequestEvent } from '@sveltejs/kit';
import { answerFederation } from '#federation/server/index.ts';
import { rateLimit } from '#web/rate-limit.ts';
import { answerProblem } from '#web/answer-problem.ts';

/** What one address tells the inbox: a busy server may, a flood may not. */
const inbox = rateLimit(120, 300);
/** A signature is checked by asking another server: unknown ones are not asked without end. */
const asked = rateLimit(300, 600);

/** An address of the open network; off, there is nothing. */
export const answerOpenNetwork = (event: RequestEvent): Promise<Response> =>
	answerProblem(event, async () => {
		const { ctx, front } = event.locals;
		(event.request.method === 'POST' ? inbox : asked).take(front.address, ctx.now.getTime());
		return (await answerFederation(ctx, event.request)) ?? new Response(null, { status: 404 });
	});
