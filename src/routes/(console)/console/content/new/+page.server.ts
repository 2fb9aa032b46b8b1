import { editNew } from '#web/article-editor.ts';
import { articleActions } from '#web/article-form.ts';

export const actions = articleActions;
export const load = editNew;
