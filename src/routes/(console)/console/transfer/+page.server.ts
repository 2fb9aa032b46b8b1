import { redirect, type RequestEvent, type ServerLoadEvent } from '@sveltejs/kit';
import { listSources } from '#transfer/known-sources.ts';
import { discardIncoming, incomingFolder, listIncoming, listRuns } from '#transfer/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { askTransfer, takeIncoming } from '#web/transfer-form.ts';

export async function load({ locals: { ctx, locale } }: ServerLoadEvent) {
	return {
		runs: await listRuns(ctx, {}),
		files: await listIncoming(ctx),
		folder: incomingFolder(ctx),
		sources: listSources().map((source) => ({ name: source.name, title: source.title(locale) })),
	};
}

export const actions = {
	upload: takeIncoming,
	ask: async (event: RequestEvent) => {
		const asked = await askTransfer(event);
		if ('id' in asked) redirect(303, `/console/transfer/${asked.id}`);
		return asked;
	},
	discard: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, () => discardIncoming(event.locals.ctx, values['name'] ?? ''));
	},
};
