import type { RequestEvent } from '@sveltejs/kit';
import { groupActions, loadGroupPage } from '#web/group-page.ts';

export const csr = false;

export const load = (event: RequestEvent) => loadGroupPage(event);
export const actions = groupActions;
