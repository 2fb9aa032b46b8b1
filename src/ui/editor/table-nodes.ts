import { Node } from '@tiptap/core';

/** What `prosemirror-tables` needs to know of each node. */
const roles: Record<string, string> = {
	table: 'table',
	tableRow: 'row',
	tableCell: 'cell',
	tableHeader: 'header_cell',
};

// The format knows no merged cells; these numbers are there because the table commands count with them.
const cellAttributes = () => ({
	colspan: { default: 1, parseHTML: () => 1, rendered: false },
	rowspan: { default: 1, parseHTML: () => 1, rendered: false },
	colwidth: { default: null, parseHTML: () => null, rendered: false },
});

const cell = (name: 'tableCell' | 'tableHeader', tag: 'td' | 'th') =>
	Node.create({
		name,
		content: 'paragraph+',
		isolating: true,
		addAttributes: cellAttributes,
		parseHTML: () => [{ tag }],
		renderHTML: () => [tag, 0],
	});

/** A table of the document format. Its commands are another piece of code, loaded when the first table is met. */
export const tableNodes = () => [
	Node.create({
		name: 'table',
		group: 'block',
		content: 'tableRow+',
		isolating: true,
		extendNodeSchema: ({ name }) => (Object.hasOwn(roles, name) ? { tableRole: roles[name] } : {}),
		parseHTML: () => [{ tag: 'table' }],
		renderHTML: () => ['div', { class: 'editor-table' }, ['table', ['tbody', 0]]],
		addKeyboardShortcuts() {
			// Until the commands are there; from then on their own keys come first.
			const later = (back: boolean) => () => {
				if (!this.editor.isActive('table')) return false;
				void import('./table-commands.ts').then(({ step, tablesWork }) => {
					tablesWork(this.editor);
					step(this.editor, back);
				});
				return true;
			};
			return { Tab: later(false), 'Shift-Tab': later(true) };
		},
	}),
	Node.create({
		name: 'tableRow',
		content: '(tableCell | tableHeader)+',
		parseHTML: () => [{ tag: 'tr' }],
		renderHTML: () => ['tr', 0],
	}),
	cell('tableHeader', 'th'),
	cell('tableCell', 'td'),
];
