import { groupDeskActions, loadGroupDesk } from '#web/group-desk.ts';

export const load = loadGroupDesk;
export const actions = groupDeskActions;
