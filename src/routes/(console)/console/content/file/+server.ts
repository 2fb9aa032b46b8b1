import { json, type RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { largestAttachment } from '#media/attachment.ts';
import { mayUpload } from '#media/policy.ts';
import { storeFile } from '#media/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';
import { readUpload } from '#web/read-upload.ts';

/** Takes a file that the editor attaches while somebody writes. */
export async function POST(event: RequestEvent) {
	return answerProblem(event, async () => {
		authorize(event.locals.actor, 'file.upload', mayUpload, null);
		const { file, name } = await readUpload(event, 'file', largestAttachment);
		const { href, ...stored } = await storeFile(event.locals.ctx, { file, name });
		return json({ src: href, name: stored.name, size: stored.size, mediaType: stored.type });
	});
}
