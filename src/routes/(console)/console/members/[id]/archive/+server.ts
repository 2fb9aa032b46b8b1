import type { RequestEvent } from '@sveltejs/kit';
import { noteLook } from '#membership/server/index.ts';
import { answerArchive } from '#web/answer-archive.ts';
import { answerProblem } from '#web/answer-problem.ts';

/** A member's data, for the desk to hand over; that it was taken is written down. */
export const GET = (event: RequestEvent): Promise<Response> =>
	answerProblem(event, async () => {
		const member = Number(event.params['id']);
		const answer = await answerArchive(event, member, '/console/members/privacy');
		if (answer.ok) await noteLook(event.locals.ctx, { member, what: 'archive' });
		return answer;
	});
