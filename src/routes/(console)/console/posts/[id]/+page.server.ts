import type { RequestEvent } from '@sveltejs/kit';
import { readComposer } from '#publishing/server/index.ts';
import { draftActions } from '#web/post-form.ts';

export const load = ({ locals, params }: RequestEvent) => readComposer(locals.ctx, { draft: params['id'] ?? '' });

export const actions = draftActions;
