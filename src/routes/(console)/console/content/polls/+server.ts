import { json, type RequestEvent } from '@sveltejs/kit';
import { communityText } from '#community/messages/index.ts';
import { listPolls } from '#community/server/index.ts';
import { mayWrite } from '#content/policy.ts';
import { authorize } from '#platform/actor.ts';
import { answerProblem } from '#web/answer-problem.ts';

/** The polls that the editor offers for a text. */
export async function GET(event: RequestEvent) {
	const { ctx, actor, locale } = event.locals;
	return answerProblem(event, async () => {
		authorize(actor, 'article.write', mayWrite, null);
		const ended = communityText(locale)('poll.ended');
		const polls = await listPolls(ctx);
		return json(polls.map(({ id, title, closed }) => ({ id, name: title, detail: closed ? ended : '' })));
	});
}
