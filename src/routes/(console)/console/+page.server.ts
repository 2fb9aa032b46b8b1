import type { RequestEvent } from '@sveltejs/kit';
import { readFilling } from '#web/fill-with-sample.ts';
import { readSwitch } from '#web/posting-switch.ts';
import { readToday } from '#web/today.ts';

export const load = async ({ locals }: RequestEvent) => ({
	...(await readToday(locals.ctx, locals.brand.timeZone)),
	posting: await readSwitch(locals.ctx),
	filling: await readFilling(locals.front.site),
});
