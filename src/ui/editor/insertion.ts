import type { ChainedCommands } from '@tiptap/core';
import type { EditorLabelKey } from './editor-labels.ts';

/** What has to be asked for or chosen before it can be inserted. */
export type Asked = 'embed' | 'footnote' | 'product' | 'poll';
export type Picked = 'picture' | 'camera' | 'gallery' | 'file';

/** Something that the insert menu offers. */
export interface Insertion {
	key: EditorLabelKey;
	/** What people type to find it, besides its label: English words, whatever the language. */
	words: string;
	/** What to type instead, as Markdown has it. */
	typed?: string;
	articleOnly?: boolean;
	/** One of these three happens. */
	run?: (chain: ChainedCommands) => ChainedCommands;
	ask?: Asked;
	pick?: Picked;
}

const tableOf = (rows: number, columns: number) => ({
	type: 'table',
	content: Array.from({ length: rows }, (_, row) => ({
		type: 'tableRow',
		content: Array.from({ length: columns }, () => ({
			type: row ? 'tableCell' : 'tableHeader',
			content: [{ type: 'paragraph' }],
		})),
	})),
});

/** Everything that can be inserted, in the order in which it is offered. */
export const insertions: Insertion[] = [
	{ key: 'picture', words: 'picture image photo', pick: 'picture' },
	{ key: 'camera', words: 'camera photo', pick: 'camera' },
	{ key: 'gallery', words: 'gallery images photos', articleOnly: true, pick: 'gallery' },
	{
		key: 'heading-2',
		words: 'heading h2 title',
		typed: '##',
		articleOnly: true,
		run: (chain) => chain.setHeading({ level: 2 }),
	},
	{
		key: 'heading-3',
		words: 'heading h3',
		typed: '###',
		articleOnly: true,
		run: (chain) => chain.setHeading({ level: 3 }),
	},
	{
		key: 'bullet-list',
		words: 'list bullet',
		typed: '-',
		run: (chain) => chain.toggleList('bulletList', 'listItem'),
	},
	{
		key: 'ordered-list',
		words: 'list number',
		typed: '1.',
		run: (chain) => chain.toggleList('orderedList', 'listItem'),
	},
	{
		key: 'embed',
		words: 'embed video youtube instagram facebook threads spotify map x',
		articleOnly: true,
		ask: 'embed',
	},
	{
		key: 'button',
		words: 'button action cta',
		articleOnly: true,
		run: (chain) => chain.insertContent({ type: 'button', attrs: { label: '', href: '' } }),
	},
	{
		key: 'table',
		words: 'table',
		articleOnly: true,
		run: (chain) =>
			chain.insertContent(tableOf(3, 3)).command(({ tr, commands }) => {
				// The cursor stands behind the table now; it belongs into its first cell.
				let first: number | null = null;
				tr.doc.nodesBetween(0, tr.selection.from, (node, position) => {
					if (node.type.name === 'table') first = position;
					return node.type.name !== 'table';
				});
				return first === null || commands.setTextSelection(first + 4);
			}),
	},
	{ key: 'product', words: 'product shop goods', articleOnly: true, ask: 'product' },
	{ key: 'poll', words: 'poll vote', articleOnly: true, ask: 'poll' },
	{ key: 'file', words: 'file attachment pdf', articleOnly: true, pick: 'file' },
	{ key: 'quote', words: 'quote', typed: '>', run: (chain) => chain.setBlockquote() },
	{ key: 'footnote', words: 'footnote note', articleOnly: true, ask: 'footnote' },
	{
		key: 'contents',
		words: 'contents toc',
		articleOnly: true,
		run: (chain) => chain.insertContent({ type: 'contents' }),
	},
	{
		key: 'divider',
		words: 'divider line hr',
		typed: '---',
		articleOnly: true,
		run: (chain) => chain.setHorizontalRule(),
	},
	{ key: 'code-block', words: 'code', typed: '```', run: (chain) => chain.setCodeBlock() },
];

/** Those that fit what was typed after the slash, best first. `can` tells what is possible here at all. */
export function findInsertions(
	query: string,
	labels: Readonly<Record<string, string>>,
	can: (insertion: Insertion) => boolean,
): Insertion[] {
	const wanted = query.normalize('NFKC').toLowerCase();
	const rank = ({ key, words }: Insertion): number => {
		const label = (labels[key] ?? '').toLowerCase();
		if (label.startsWith(wanted)) return 0;
		if (words.split(' ').some((word) => word.startsWith(wanted))) return 1;
		return label.includes(wanted) ? 2 : 3;
	};
	return insertions
		.filter((insertion) => can(insertion) && rank(insertion) < 3)
		.toSorted((one, other) => rank(one) - rank(other));
}
