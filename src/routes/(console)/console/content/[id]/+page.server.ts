import type { RequestEvent } from '@sveltejs/kit';
import { editArticle } from '#web/article-editor.ts';
import { articleActions } from '#web/article-form.ts';

export const actions = articleActions;

export const load = (event: RequestEvent) => editArticle(event, event.params['id'] as string);
