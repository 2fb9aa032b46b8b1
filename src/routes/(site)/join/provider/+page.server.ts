import { arrivalActions, loadArrival } from '#web/arrival-actions.ts';

export const csr = false;

export const load = loadArrival;
export const actions = arrivalActions;
