import type { RequestEvent } from '@sveltejs/kit';
import { unsubscribe } from '#notification/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';

/** The mail program's own button (RFC 8058): a POST without cookies, answered without a page. */
export const POST = (event: RequestEvent): Promise<Response> =>
	answerProblem(event, async () => {
		const { ctx, front } = event.locals;
		await unsubscribe(ctx, { key: event.params['key'] ?? '', place: 'one-click', address: front.address });
		return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
	});
