import { createGroup, loadGroups } from '#web/group-desk.ts';

export const load = loadGroups;
export const actions = { keep: createGroup };
