import type { RequestEvent } from '@sveltejs/kit';
import { previewMailing } from '#notification/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';

/** A mailing as a mail program shows it: in a box of its own, without scripts, with the styles that stand in it. */
export const GET = (event: RequestEvent): Promise<Response> =>
	answerProblem(event, async () => {
		const asked = Object.fromEntries(event.url.searchParams);
		const text = await previewMailing(event.locals.ctx, {
			mailing: event.params['id'] ?? '',
			part: asked['part'] === 'text' ? 'text' : 'html',
			theme: asked['theme'] === 'dark' ? 'dark' : 'light',
			beginning: asked['for'] === 'everybody',
		});
		return new Response(text, {
			headers: {
				'content-type': `text/${asked['part'] === 'text' ? 'plain' : 'html'}; charset=utf-8`,
				'content-security-policy':
					"default-src 'none'; img-src 'self'; style-src-elem 'unsafe-inline'; style-src-attr 'unsafe-inline'; sandbox",
				'cache-control': 'no-store',
			},
		});
	});
