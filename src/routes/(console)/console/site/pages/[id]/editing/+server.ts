import { json, type RequestEvent } from '@sveltejs/kit';
import { noteEditing } from '#content/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';

/** An editor says that it is open, every little while. */
export async function POST(event: RequestEvent) {
	return answerProblem(event, async () =>
		json(await noteEditing(event.locals.ctx, { page: event.params['id'] as string })),
	);
}
