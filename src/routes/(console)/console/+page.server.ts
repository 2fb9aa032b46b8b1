import type { RequestEvent } from '@sveltejs/kit';
import { readToday } from '#web/today.ts';

export const load = ({ locals }: RequestEvent) => readToday(locals.ctx, locals.brand.timeZone);
