import { Node } from '@tiptap/core';
import { carriedAttributes } from './carried-attributes.ts';
import { drawnNode } from './drawn-node.ts';
import type { EditorLabels } from './editor-labels.ts';
import { moveButtons } from './move-buttons.ts';
import { changeAttribute, nodeField, removeButton } from './node-field.ts';

/** A picture of the media library, as the document keeps it. */
export interface PictureAttributes {
	id: number | null;
	src: string;
	alt: string;
	caption: string;
	width: number | null;
	height: number | null;
}

/** A foreign picture that is pasted is left out: it would be loaded from another place. */
export const ownPicture = (attrs: Record<string, unknown>): boolean =>
	typeof attrs['src'] === 'string' && /^\/media\/\w[\w.-]*$/.test(attrs['src']);

/** A picture with fields for its alternative text and caption right below it. */
export const pictureNode = (labels: EditorLabels) =>
	Node.create({
		name: 'picture',
		group: 'block',
		atom: true,
		draggable: true,
		...carriedAttributes(
			'figure',
			'picture',
			{ id: null, src: '', alt: '', caption: '', width: null, height: null },
			ownPicture,
			(attrs) => [['img', { src: String(attrs['src']), alt: String(attrs['alt']) }]],
		),
		addNodeView: drawnNode((place) => {
			const dom = document.createElement('figure');
			dom.className = 'editor-picture';
			const image = document.createElement('img');
			const alt = nodeField(labels['picture-alt'] ?? '', labels['picture-alt-hint'] ?? '', 500, (value) =>
				changeAttribute(place, 'alt', value),
			);
			const caption = nodeField(labels['picture-caption'] ?? '', '', 500, (value) =>
				changeAttribute(place, 'caption', value),
			);
			const buttons = document.createElement('div');
			buttons.className = 'editor-picture-buttons';
			buttons.append(...moveButtons(labels, place), removeButton(labels['remove'] ?? '', place));
			dom.append(image, alt.label, caption.label, buttons);
			const show = (given: Record<string, unknown>): void => {
				const attrs = given as unknown as PictureAttributes;
				if (image.getAttribute('src') !== attrs.src) image.src = attrs.src;
				image.alt = attrs.alt;
				if (attrs.width && attrs.height) Object.assign(image, { width: attrs.width, height: attrs.height });
				alt.show(attrs.alt);
				caption.show(attrs.caption);
				dom.classList.toggle('without-alt', !attrs.alt);
			};
			return { dom, show };
		}),
	});

/** Pictures side by side; their number lays them out. */
export const galleryNode = () =>
	Node.create({
		name: 'gallery',
		group: 'block',
		content: 'picture+',
		draggable: true,
		isolating: true,
		parseHTML: () => [{ tag: 'div[data-gallery]' }],
		renderHTML: () => ['div', { 'data-gallery': '', class: 'editor-gallery' }, 0],
	});
