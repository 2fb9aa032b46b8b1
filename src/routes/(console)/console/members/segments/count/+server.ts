import { json, type RequestEvent } from '@sveltejs/kit';
import { countSegment } from '#membership/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';
import { readJson } from '#web/api/read-json.ts';

/** How many members a definition means now, for the editor of a segment. */
export const POST = (event: RequestEvent) =>
	answerProblem(event, async () => {
		const definition = await readJson(event.request, 100_000);
		const counted = await countSegment(event.locals.ctx, { definition: definition as never });
		return json(counted, { headers: { 'cache-control': 'no-store' } });
	});
