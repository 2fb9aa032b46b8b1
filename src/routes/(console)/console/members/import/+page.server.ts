import type { RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { mayImportList } from '#membership/policy.ts';
import { importList, mostRows } from '#web/member-list.ts';

export function load({ locals }: RequestEvent) {
	authorize(locals.actor, 'member.import-list', mayImportList, null);
	return { mostRows };
}

export const actions = { default: importList };
