import type { RequestEvent } from '@sveltejs/kit';
import { claimDomain, dropDomain, listDomains, lookAtDomain, makeMainDomain } from '#site/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readForm, submit } from '#web/form.ts';

export const load = ({ locals }: RequestEvent) => listDomains(locals.ctx, {});

const deed = (work: (ctx: Ctx, input: { host: string }) => Promise<unknown>) => async (event: RequestEvent) => {
	const values = await readForm(event);
	return submit(event, values, async () => {
		const done = await work(event.locals.ctx, { host: values['host'] ?? '' });
		return { host: values['host'] ?? '', seen: (done as { seen?: string } | undefined)?.seen ?? null };
	});
};

export const actions = {
	claim: deed(claimDomain),
	look: deed(lookAtDomain),
	main: deed(makeMainDomain),
	drop: deed(dropDomain),
};
