import { error, type RequestEvent } from '@sveltejs/kit';
import { findDownload } from '#media/server/index.ts';
import { answerDownload } from '#web/answer-download.ts';

/** A file that readers may download. Its address names its content, so it may be kept for ever. */
export async function GET(event: RequestEvent) {
	const found = await findDownload(event.locals.ctx, event.params['digest'] as string);
	return found ? answerDownload(event, found) : error(404);
}
