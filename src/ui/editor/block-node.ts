import { Node } from '@tiptap/core';
import { drawnNode } from './drawn-node.ts';
import type { EditorLabels } from './editor-labels.ts';
import { removeButton } from './node-field.ts';

/** Something of another module that can stand in a text, such as a product. */
export interface Offered {
	id: number;
	name: string;
	/** Said beside the name: its price. */
	detail: string;
}

/** Everything that can be chosen, asked for when it is needed. */
export type ListOffered = () => Promise<Offered[]>;

/** What can stand in a text, by its kind: `product`, `poll`. Each kind is a label, too. */
export type OfferedKinds = Partial<Record<OfferedKind, ListOffered>>;
export type OfferedKind = 'product' | 'poll';

/** The place of what another module shows: here its name, for readers a card that is made anew for each page. */
export const blockNode = (labels: EditorLabels, offers: OfferedKinds) =>
	Node.create({
		name: 'moduleBlock',
		group: 'block',
		atom: true,
		draggable: true,
		addAttributes: () => ({ kind: { default: '', rendered: false }, id: { default: 0, rendered: false } }),
		parseHTML: () => [
			{
				tag: 'div.block[data-kind]',
				getAttrs: ({ dataset }) => ({ kind: dataset['kind'] ?? '', id: Number(dataset['id']) }),
			},
		],
		renderHTML: ({ node }) => [
			'div',
			{ class: 'block', 'data-kind': String(node.attrs['kind']), 'data-id': String(node.attrs['id']) },
		],
		addNodeView: drawnNode((place) => {
			const dom = document.createElement('div');
			dom.className = 'editor-block';
			const [head, name] = [document.createElement('strong'), document.createElement('span')];
			dom.append(head, name, removeButton(labels['remove'] ?? '', place));
			const show = ({ kind, id }: Record<string, unknown>): void => {
				const list = offers[kind as OfferedKind];
				head.textContent = (list && labels[kind as OfferedKind]) ?? String(kind);
				name.textContent = `#${String(id)}`;
				const tell = (offered: Offered[]): void => {
					const found = offered.find((one) => one.id === id);
					name.textContent = found
						? [found.name, found.detail].filter(Boolean).join(' · ')
						: (labels[`${kind as OfferedKind}-gone`] ?? '');
				};
				// Without a connection its number stays.
				list?.().then(tell, () => {});
			};
			return { dom, show };
		}),
	});
