import type { RequestEvent } from '@sveltejs/kit';
import { listKeptFields } from '#membership/server/index.ts';
import { fieldActions } from '#web/field-form.ts';

export const actions = fieldActions;

export async function load({ locals: { ctx }, url }: RequestEvent) {
	return { fields: await listKeptFields(ctx, {}), saved: url.searchParams.has('saved') };
}
