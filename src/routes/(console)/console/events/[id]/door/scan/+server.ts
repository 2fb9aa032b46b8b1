import { json, type RequestEvent } from '@sveltejs/kit';
import { checkIn } from '#gathering/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';

/** Takes what the camera at the door has read. */
export async function POST(event: RequestEvent) {
	return answerProblem(event, async () => {
		const { code = '' } = (await event.request.json().catch(() => ({}))) as { code?: unknown };
		return json(await checkIn(event.locals.ctx, { event: event.params['id'], code: String(code) }));
	});
}
