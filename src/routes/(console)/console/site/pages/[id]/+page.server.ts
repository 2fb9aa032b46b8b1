import type { RequestEvent } from '@sveltejs/kit';
import { editPage } from '#web/page-editor.ts';
import { pageActions } from '#web/page-form.ts';

export const actions = pageActions;
export const load = (event: RequestEvent) => editPage(event, event.params['id'] as string);
