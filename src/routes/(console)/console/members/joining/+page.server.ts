import { joiningActions, loadJoining } from '#web/joining-desk.ts';

export const load = loadJoining;
export const actions = joiningActions;
