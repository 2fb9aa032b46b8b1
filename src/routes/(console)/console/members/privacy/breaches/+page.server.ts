import type { RequestEvent } from '@sveltejs/kit';
import { listBreaches } from '#membership/server/index.ts';
import { breachActions } from '#web/privacy-desk.ts';

export const actions = breachActions;

export const load = async ({ locals: { ctx }, url }: RequestEvent) => ({
	breaches: await listBreaches(ctx, {}),
	saved: url.searchParams.has('saved'),
});
