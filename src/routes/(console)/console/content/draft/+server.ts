import { json, type RequestEvent } from '@sveltejs/kit';
import { keepDraft } from '#content/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';
import { parseJson, readText } from '#web/api/read-json.ts';

/** Takes what somebody has typed and not saved. */
export async function POST(event: RequestEvent) {
	return answerProblem(event, async () => {
		const typed = parseJson(await readText(event.request)) as Parameters<typeof keepDraft>[1];
		return json(await keepDraft(event.locals.ctx, typed));
	});
}
