import { readCalendar } from '#web/calendar-page.ts';
import { variantActions } from '#web/post-form.ts';
import { switchActions } from '#web/posting-switch.ts';

export const load = readCalendar;

export const actions = { ...variantActions, ...switchActions };
