import { json, type RequestEvent } from '@sveltejs/kit';
import { storePicture } from '#media/server/index.ts';
import { readUpload } from '#web/read-upload.ts';
import { answerProblem } from '#web/answer-problem.ts';

/** Takes a picture that the editor sends while somebody writes. */
export async function POST(event: RequestEvent) {
	return answerProblem(event, async () => {
		const { id, src, width, height } = await storePicture(event.locals.ctx, { bytes: await readUpload(event, 'file') });
		return json({ id, src, width, height });
	});
}
