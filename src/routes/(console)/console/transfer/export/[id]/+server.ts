import type { RequestEvent } from '@sveltejs/kit';
import { takeExportFile } from '#transfer/server/index.ts';
import { answerProblem } from '#web/answer-problem.ts';
import { answerFile } from '#web/answer-file.ts';

/** The file of an export, as it is read from the disk. */
export async function GET(event: RequestEvent) {
	return answerProblem(
		event,
		async () => {
			const { file, name } = await takeExportFile(event.locals.ctx, { id: event.params['id'] });
			return answerFile(file, name, 'application/zip');
		},
		'/console/transfer/export',
	);
}
