import { json, type RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { largestAttachment } from '#media/attachment.ts';
import { mayUpload } from '#media/policy.ts';
import { storeFile } from '#media/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';
import { readUpload } from '#web/read-upload.ts';

/** Takes a file to attach: a form with the field `file`. Answers { id, name, size, type, href }. */
export async function POST(event: RequestEvent) {
	return answerProblem(event, async () => {
		authorize(event.locals.actor, 'file.upload', mayUpload, null);
		const { file, name } = await readUpload(event, 'file', largestAttachment);
		return json(await storeFile(event.locals.ctx, { file, name }));
	});
}
