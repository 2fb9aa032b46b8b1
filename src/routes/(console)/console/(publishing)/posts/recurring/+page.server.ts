import { readRecurring, recurringActions } from '#web/recurring-form.ts';

export const load = readRecurring;

export const actions = recurringActions;
