import type { RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { mayImportList } from '#membership/policy.ts';
import { listFields } from '#membership/server/index.ts';
import { importList, mostRows } from '#web/member-list.ts';

export async function load({ locals }: RequestEvent) {
	authorize(locals.actor, 'member.import-list', mayImportList, null);
	return { mostRows, fields: await listFields(locals.ctx, {}) };
}

export const actions = { default: importList };
