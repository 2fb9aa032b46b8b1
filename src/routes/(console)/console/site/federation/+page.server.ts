import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Ctx } from '#platform/context/context.ts';
import { blockHost, readFederation, switchFederation, unblockHost } from '#federation/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export const load = async ({ locals, url }: RequestEvent) => ({
	...(await readFederation(locals.ctx, {})),
	saved: url.searchParams.has('saved'),
});

const turn = (work: (ctx: Ctx, values: Record<string, string>) => Promise<unknown>) => async (event: RequestEvent) => {
	const values = await readForm(event);
	return submit(event, values, async () => {
		await work(event.locals.ctx, values);
		redirect(303, '/console/site/federation?saved');
	});
};

export const actions = {
	switch: turn((ctx, { on, name = '' }) => switchFederation(ctx, { on: on === 'on', name })),
	block: turn((ctx, { host = '', reason = '' }) => blockHost(ctx, { host, reason })),
	unblock: turn((ctx, { host = '' }) => unblockHost(ctx, { host })),
};
