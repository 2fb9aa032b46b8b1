import { json, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { checkInput } from '#platform/context/check-input.ts';
import { checkIn } from '#gathering/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';
import { readJson } from '#web/api/read-json.ts';

const Scanned = z.object({ code: z.string() });

/** Takes what the camera at the door has read. */
export async function POST(event: RequestEvent) {
	return answerProblem(event, async () => {
		const { code } = checkInput(Scanned, await readJson(event.request, 10_000));
		return json(await checkIn(event.locals.ctx, { event: event.params['id'], code }));
	});
}
