import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import {
	addColumnAfter,
	addColumnBefore,
	addRowAfter,
	addRowBefore,
	deleteColumn,
	deleteRow,
	deleteTable,
	goToNextCell,
	isInTable,
	tableEditing,
	toggleHeader,
} from '@tiptap/pm/tables';
import { keymap } from '@tiptap/pm/keymap';
import type { EditorLabelKey } from './editor-labels.ts';
import { ownStep } from './own-step.ts';

/** What can be done to a table, in the order of its buttons. */
export const tableCommands: { key: EditorLabelKey; run: Command }[] = [
	{ key: 'row-before', run: addRowBefore },
	{ key: 'row-after', run: addRowAfter },
	{ key: 'column-before', run: addColumnBefore },
	{ key: 'column-after', run: addColumnAfter },
	{ key: 'header-row', run: toggleHeader('row') },
	{ key: 'header-column', run: toggleHeader('column') },
	{ key: 'row-remove', run: deleteRow },
	{ key: 'column-remove', run: deleteColumn },
	{ key: 'table-remove', run: deleteTable },
];

/** To the next cell, which in the last one is a new row. */
const next: Command = (state, dispatch, view) => {
	if (goToNextCell(1)(state, dispatch)) return true;
	if (!isInTable(state) || !view) return false;
	addRowAfter(view.state, view.dispatch);
	return goToNextCell(1)(view.state, view.dispatch);
};

/** Goes to the next cell or the one before. */
export const step = ({ state, view }: Editor, back: boolean): void =>
	void (back ? goToNextCell(-1) : next)(state, view.dispatch, view);

const ready = new WeakSet<Editor>();

/** Makes tables of an editor work: selecting cells, moving by Tab (which adds a row at the end), keeping rows equally long. */
export function tablesWork(editor: Editor): void {
	if (ready.has(editor) || editor.isDestroyed) return;
	ready.add(editor);
	editor.registerPlugin(keymap({ Tab: next, 'Shift-Tab': goToNextCell(-1) }), (plugin, plugins) => [
		plugin,
		...plugins,
	]);
	editor.registerPlugin(tableEditing());
}

export const runOnTable = (editor: Editor, run: Command): void => {
	ownStep(editor);
	run(editor.state, editor.view.dispatch, editor.view);
	editor.view.focus();
};
