import { json, type RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { pictureLimits } from '#media/picture-limits.ts';
import { mayUpload } from '#media/policy.ts';
import { storePicture } from '#media/server/index.ts';
import { readUpload } from '#web/read-upload.ts';
import { answerProblem } from '#web/answer-problem.ts';

/** Takes a picture that the editor sends while somebody writes. */
export async function POST(event: RequestEvent) {
	return answerProblem(event, async () => {
		authorize(event.locals.actor, 'picture.upload', mayUpload, null);
		const { file } = await readUpload(event, 'file', pictureLimits.bytes);
		const { id, src, width, height } = await storePicture(event.locals.ctx, { file });
		return json({ id, src, width, height });
	});
}
