import { Node } from '@tiptap/core';
import { carriedAttributes } from './carried-attributes.ts';
import { drawnNode } from './drawn-node.ts';
import type { EditorLabels } from './editor-labels.ts';
import { linkAddress } from './link-address.ts';
import { changeAttribute, nodeField, nodeTick, type NodeField, removeButton } from './node-field.ts';

interface FieldsOf {
	name: 'button' | 'file';
	defaults: Record<string, unknown>;
	accept: (attrs: Record<string, unknown>) => boolean;
	/** Attributes that can be written, in order: their labels, hints and lengths; `wrong` marks what cannot be used. */
	fields: Record<string, { label: string; hint?: string; longest: number; wrong?: (value: string) => boolean }>;
	/** Attributes that are one word or null, by what a tick says. */
	ticks?: Record<string, { label: string; word: string }>;
	/** Said above the fields. */
	title: (attrs: Record<string, unknown>) => string;
	remove: string;
}

/** A block that is a few labelled lines in the editor. */
const fieldNode = ({ name, defaults, accept, fields, ticks = {}, title, remove }: FieldsOf) =>
	Node.create({
		name,
		group: 'block',
		atom: true,
		draggable: true,
		...carriedAttributes('p', name, defaults, accept, (attrs) => [['span', {}, title(attrs)]]),
		addNodeView: drawnNode((place) => {
			const dom = document.createElement('div');
			dom.className = 'editor-block';
			const head = document.createElement('strong');
			const made: Record<string, NodeField> = {};
			for (const [key, { label, hint = '', longest }] of Object.entries(fields))
				made[key] = nodeField(label, hint, longest, (value) => changeAttribute(place, key, value));
			for (const [key, { label, word }] of Object.entries(ticks))
				made[key] = nodeTick(label, (ticked) => changeAttribute(place, key, ticked ? word : null));
			dom.append(head, ...Object.values(made).map(({ label }) => label), removeButton(remove, place));
			const show = (attrs: Record<string, unknown>): void => {
				head.textContent = title(attrs);
				for (const [key, field] of Object.entries(made)) {
					const tick = ticks[key];
					const value = tick ? (attrs[key] === tick.word ? tick.word : '') : String(attrs[key] ?? '');
					field.show(value);
					field.input.setAttribute('aria-invalid', String(Boolean(value && fields[key]?.wrong?.(value))));
				}
			};
			return { dom, show };
		}),
	});

/** The address of a button: a path of this site or https. */
export const actionAddress = (value: string): string | null => {
	const address = linkAddress(value);
	return address && /^(?:\/|https:)/i.test(address) ? address : null;
};

/** A call to action. */
export const buttonNode = (labels: EditorLabels) =>
	fieldNode({
		name: 'button',
		defaults: { label: '', href: '', rel: null },
		accept: ({ label, href }) => typeof label === 'string' && typeof href === 'string',
		fields: {
			label: { label: labels['button-label'] ?? '', hint: labels['button-label-hint'] ?? '', longest: 80 },
			href: {
				label: labels['button-address'] ?? '',
				hint: 'https://',
				longest: 2_048,
				wrong: (value) => actionAddress(value) === null,
			},
		},
		ticks: { rel: { label: labels['link-paid'] ?? '', word: 'sponsored' } },
		title: () => labels['button'] ?? '',
		remove: labels['remove'] ?? '',
	});

/** A file to take away. */
export const fileNode = (labels: EditorLabels) =>
	fieldNode({
		name: 'file',
		defaults: { src: '', name: '', size: null, mediaType: null },
		accept: ({ src }) => typeof src === 'string' && /^\/files\/[0-9a-f]{24}\/[^./][^/]*$/.test(src),
		fields: { name: { label: labels['file-name'] ?? '', longest: 150 } },
		title: () => labels['file'] ?? '',
		remove: labels['remove'] ?? '',
	});

/** Stands where the headings will be listed. */
export const contentsNode = (labels: EditorLabels) =>
	Node.create({
		name: 'contents',
		group: 'block',
		atom: true,
		draggable: true,
		parseHTML: () => [{ tag: 'nav[data-contents]' }],
		renderHTML: () => [
			'nav',
			{ 'data-contents': '', class: 'editor-block' },
			['strong', {}, labels['contents'] ?? ''],
			['span', {}, labels['contents-hint'] ?? ''],
		],
	});

/** The sign of a remark; its number is counted by the style sheet, what it says is asked for by a form. */
export const footnoteNode = (labels: EditorLabels) =>
	Node.create({
		name: 'footnote',
		group: 'inline',
		inline: true,
		atom: true,
		marks: '',
		...carriedAttributes('sup', 'footnote', { text: '' }, ({ text }) => typeof text === 'string'),
		addNodeView:
			() =>
			({ node }) => {
				const dom = document.createElement('sup');
				dom.className = 'editor-note';
				dom.title = `${labels['footnote'] ?? ''}: ${String(node.attrs['text'])}`;
				dom.setAttribute('role', 'img');
				dom.setAttribute('aria-label', dom.title);
				return { dom };
			},
	});
