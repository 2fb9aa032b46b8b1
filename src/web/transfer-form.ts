import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { Problem } from '#platform/problem.ts';
import { mayTransfer } from '#transfer/policy.ts';
import { askRun, keepIncoming, largestUpload, tooLarge } from '#transfer/server/index.ts';
import { readForm, submit, type FormTrouble } from '#web/form.ts';
import { readUpload } from '#web/read-upload.ts';

/** Takes a file that somebody wants to bring in. Returns the name under which it lies here. */
export const takeIncoming = (event: RequestEvent): Promise<{ kept: string } | ActionFailure<FormTrouble>> =>
	submit(event, {}, async () => {
		const { ctx } = event.locals;
		authorize(ctx.actor, 'transfer.import', mayTransfer, null);
		const upload = await readUpload(event, 'file', largestUpload).catch((error: unknown) => {
			throw error instanceof Problem && error.code === 'upload.too-large' ? tooLarge(ctx) : error;
		});
		return { kept: await keepIncoming(ctx, upload) };
	});

/** The form that asks for a report of what would come. */
export async function askTransfer(event: RequestEvent): Promise<{ id: number } | ActionFailure<FormTrouble>> {
	const values = await readForm(event);
	const { source = '', place = '', from = '', group = '', pictures = 'all', drafts } = values;
	return submit(event, values, () =>
		askRun(event.locals.ctx, {
			source,
			place,
			options: {
				...(from.trim() ? { from: from.trim() } : {}),
				...(group.trim() ? { group: group.trim() } : {}),
				pictures: pictures as 'all',
				drafts: drafts === 'on',
			},
			dry: true,
			by: 'worker',
		}),
	);
}
