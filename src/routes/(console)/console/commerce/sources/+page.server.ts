import type { RequestEvent, ServerLoadEvent } from '@sveltejs/kit';
import { mayConnectShop } from '#commerce/policy.ts';
import { connectShop, listSources, renewSecret, retireShop, tolerance } from '#commerce/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals }: ServerLoadEvent) {
	const { ctx, brand } = locals;
	const sources = await listSources(ctx, {});
	return {
		sources,
		tolerance,
		timeZone: brand.timeZone,
		siteUrl: ctx.site.url,
		now: ctx.now,
		mayConnect: mayConnectShop(ctx.actor),
	};
}

const action =
	<R>(work: (event: RequestEvent, values: Record<string, string>) => Promise<R>) =>
	async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, () => work(event, values));
	};

export const actions = {
	connect: action(({ locals }, { name = '', handle = '' }) => connectShop(locals.ctx, { name, handle })),
	renew: action(({ locals }, { source }) => renewSecret(locals.ctx, { source })),
	retire: action(({ locals }, { source }) => retireShop(locals.ctx, { source })),
};
