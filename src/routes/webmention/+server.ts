import type { RequestEvent } from '@sveltejs/kit';
import { receiveMention } from '#seo/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';
import { readMentionForm } from '#web/mention-form.ts';

/** Another site says that it links to an article (W3C Webmention, receiving). */
export const POST = (event: RequestEvent): Promise<Response> =>
	answerProblem(event, async () => {
		await receiveMention(event.locals.ctx, await readMentionForm(event));
		return new Response(null, { status: 202 });
	});
