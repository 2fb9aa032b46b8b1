import type { Editor } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';

/** What comes next is undone by itself, not together with what was typed a moment ago. */
export const ownStep = (editor: Editor): void => editor.view.dispatch(closeHistory(editor.state.tr));
