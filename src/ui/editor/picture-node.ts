import { Node } from '@tiptap/core';
import type { EditorLabels } from './editor-labels.ts';

/** A picture of the media library, as the document keeps it. */
export interface PictureAttributes {
	id: number | null;
	src: string;
	alt: string;
	caption: string;
	width: number | null;
	height: number | null;
}

const names = ['id', 'src', 'alt', 'caption', 'width', 'height'] as const;

/** Attributes written into copied HTML, so that a picture survives copy and paste within the site. */
function readCopied(element: HTMLElement): Record<string, unknown> | false {
	try {
		const value = JSON.parse(element.dataset['picture'] ?? '') as Record<string, unknown>;
		return typeof value['src'] === 'string' && /^\/media\//.test(value['src'])
			? Object.fromEntries(names.map((name) => [name, value[name]]))
			: false;
	} catch {
		return false;
	}
}

/**
 * A picture with fields for its alternative text and caption right below it. A foreign picture that is pasted is left
 * out: it would be loaded from another place.
 */
export const pictureNode = (labels: EditorLabels) =>
	Node.create({
		name: 'picture',
		group: 'block',
		atom: true,
		draggable: true,
		addAttributes: () => ({
			id: { default: null, rendered: false },
			src: { default: '', rendered: false },
			alt: { default: '', rendered: false },
			caption: { default: '', rendered: false },
			width: { default: null, rendered: false },
			height: { default: null, rendered: false },
		}),
		parseHTML: () => [{ tag: 'figure[data-picture]', getAttrs: readCopied }],
		renderHTML: ({ node }) => [
			'figure',
			{ 'data-picture': JSON.stringify(node.attrs) },
			['img', { src: node.attrs['src'] as string, alt: node.attrs['alt'] as string }],
		],
		addNodeView:
			() =>
			({ node, editor, getPos }) => {
				let current = node;
				const change = (name: 'alt' | 'caption', value: string): void => {
					const position = getPos();
					if (position === undefined) return;
					editor.view.dispatch(editor.state.tr.setNodeAttribute(position, name, value));
				};
				const dom = document.createElement('figure');
				dom.className = 'editor-picture';
				const image = document.createElement('img');
				const alt = field(labels['picture-alt'] ?? '', labels['picture-alt-hint'] ?? '', (value) =>
					change('alt', value),
				);
				const caption = field(labels['picture-caption'] ?? '', '', (value) => change('caption', value));
				const remove = document.createElement('button');
				remove.type = 'button';
				remove.textContent = labels['remove'] ?? '';
				remove.addEventListener('click', () => {
					const position = getPos();
					if (position !== undefined)
						editor
							.chain()
							.deleteRange({ from: position, to: position + current.nodeSize })
							.focus()
							.run();
				});
				dom.append(image, alt.label, caption.label, remove);
				const show = (): void => {
					const attrs = current.attrs as PictureAttributes;
					if (image.getAttribute('src') !== attrs.src) image.src = attrs.src;
					image.alt = attrs.alt;
					if (attrs.width && attrs.height) Object.assign(image, { width: attrs.width, height: attrs.height });
					if (alt.input.value !== attrs.alt) alt.input.value = attrs.alt;
					if (caption.input.value !== attrs.caption) caption.input.value = attrs.caption;
					dom.classList.toggle('without-alt', !attrs.alt);
				};
				show();
				return {
					dom,
					update: (next) => {
						if (next.type !== current.type) return false;
						current = next;
						show();
						return true;
					},
					stopEvent: (event) => event.target instanceof HTMLInputElement || event.target instanceof HTMLButtonElement,
					ignoreMutation: () => true,
				};
			},
	});

function field(
	text: string,
	hint: string,
	change: (value: string) => void,
): { label: HTMLLabelElement; input: HTMLInputElement } {
	const label = document.createElement('label');
	const name = document.createElement('span');
	const input = document.createElement('input');
	name.textContent = text;
	input.type = 'text';
	input.maxLength = 500;
	input.placeholder = hint;
	input.addEventListener('input', () => change(input.value));
	// Enter would send the form around the editor.
	input.addEventListener('keydown', (event) => {
		if (event.key === 'Enter') event.preventDefault();
	});
	label.append(name, input);
	return { label, input };
}
