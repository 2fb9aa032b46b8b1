import type { RequestEvent } from '@sveltejs/kit';
import { openArchive } from '#membership/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';
import { streamText } from '#web/stream-text.ts';

/** Everything that is kept about a member, as a download that is made while it is sent. */
export const answerArchive = (event: RequestEvent, member: number, page: string): Promise<Response> =>
	answerProblem(
		event,
		async () => {
			const pieces = await openArchive(event.locals.ctx, member);
			const answer = streamText('application/json; charset=utf-8', pieces);
			answer.headers.set('content-disposition', `attachment; filename="personal-data-${member}.json"`);
			answer.headers.set('cache-control', 'no-store');
			return answer;
		},
		page,
	);
