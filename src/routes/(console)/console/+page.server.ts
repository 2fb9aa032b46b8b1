import type { RequestEvent } from '@sveltejs/kit';
import { readFilling } from '#web/fill-with-sample.ts';
import { readToday } from '#web/today.ts';

export const load = async ({ locals }: RequestEvent) => ({
	...(await readToday(locals.ctx, locals.brand.timeZone)),
	filling: await readFilling(locals.front.site),
});
