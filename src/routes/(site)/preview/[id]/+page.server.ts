import type { RequestEvent } from '@sveltejs/kit';
import { readDraft } from '#content/server/index.ts';

export const csr = false;

/** A draft as its readers will see it, for those who may write it. */
export async function load({ locals, params }: RequestEvent) {
	return { article: await readDraft(locals.ctx, { id: params['id'] as string }) };
}
