import type { RequestEvent } from '@sveltejs/kit';
import { calendarFile } from '#gathering/calendar-file.ts';
import { readGathering } from '#gathering/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';
import { answerText } from '#web/answer-text.ts';

/** The event for one's own calendar. */
export async function GET(event: RequestEvent) {
	return answerProblem(event, async () => {
		const { ctx } = event.locals;
		const gathering = await readGathering(ctx, { slug: event.params['slug'] ?? '' });
		return answerText(event, 'text/calendar; charset=utf-8; method=PUBLISH', calendarFile(gathering, ctx.site.url));
	});
}
