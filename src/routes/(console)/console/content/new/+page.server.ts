import type { RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { mayWrite } from '#content/policy.ts';
import { articleActions } from '#web/article-form.ts';

export const actions = articleActions;

export function load({ locals }: RequestEvent) {
	authorize(locals.actor, 'article.write', mayWrite, null);
	return { article: null, saved: false, published: false };
}
