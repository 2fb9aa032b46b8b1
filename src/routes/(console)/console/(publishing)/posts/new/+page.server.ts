import type { RequestEvent } from '@sveltejs/kit';
import { readComposer } from '#publishing/server/index.ts';
import { draftActions } from '#web/post-form.ts';

export const load = ({ locals, url }: RequestEvent) =>
	readComposer(locals.ctx, { article: url.searchParams.get('article') ?? undefined });

export const actions = draftActions;
