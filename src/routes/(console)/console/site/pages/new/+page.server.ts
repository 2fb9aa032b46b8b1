import { editNewPage } from '#web/page-editor.ts';
import { pageActions } from '#web/page-form.ts';

export const actions = pageActions;
export const load = editNewPage;
