import { Editor, type JSONContent } from '@tiptap/core';
import { cleanPaste } from './clean-paste.ts';
import type { EditorLabels } from './editor-labels.ts';
import type { FindEmbed } from './embed-node.ts';
import { editorExtensions } from './extensions.ts';

export interface EditorStart {
	element: HTMLElement;
	content: JSONContent;
	profile: 'article' | 'comment';
	labels: EditorLabels;
	/** Null where nothing can be embedded. */
	findEmbed: FindEmbed | null;
	/** Pictures that were dropped or pasted, and where in the document. Null where none are taken. */
	onPictures: ((files: File[], position: number) => void) | null;
	/** An address that could be embedded was pasted alone on a line. */
	onEmbedAddress: (address: string) => void;
	/** The text changed. */
	onChange: () => void;
	/** The text or the selection changed. */
	onState: () => void;
}

const pictures = (data: DataTransfer | null): File[] =>
	Array.from(data?.files ?? []).filter((file) => file.type.startsWith('image/'));

/** Starts an editor for the document format in an element. Loaded only where somebody writes. */
export function startEditor(start: EditorStart): Editor {
	const { profile, labels, findEmbed } = start;
	const article = profile === 'article';
	const editor = new Editor({
		element: start.element,
		// A style element written by a script is refused by the content security policy; the component has the styles.
		injectCSS: false,
		extensions: editorExtensions(profile, labels, findEmbed),
		content: start.content,
		editorProps: {
			attributes: {
				role: 'textbox',
				'aria-multiline': 'true',
				'aria-label': labels['label'] ?? '',
				class: 'editor-text',
			},
			transformPastedHTML: cleanPaste,
			handlePaste: (view, event) => {
				const files = pictures(event.clipboardData);
				// Word sends a photograph of the text beside the text: the text is meant.
				if (start.onPictures && files.length && !event.clipboardData?.types.includes('text/html')) {
					start.onPictures(files, view.state.selection.from);
					return true;
				}
				const address = event.clipboardData?.getData('text/plain').trim() ?? '';
				const { $from, empty } = view.state.selection;
				if (article && empty && !$from.parent.content.size && findEmbed?.(address))
					setTimeout(() => start.onEmbedAddress(address));
				return false;
			},
			handleDrop: (view, event, _slice, moved) => {
				const files = moved ? [] : pictures(event.dataTransfer);
				if (!start.onPictures || !files.length) return false;
				event.preventDefault();
				start.onPictures(
					files,
					view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from,
				);
				return true;
			},
		},
		onUpdate: start.onChange,
		onTransaction: start.onState,
	});
	return editor;
}

/** Puts a block at a position of the document that may since have become any place. */
export function insertBlock(editor: Editor, position: number, block: JSONContent): void {
	const at = Math.min(Math.max(position, 0), editor.state.doc.content.size);
	editor.chain().insertContentAt(at, block).run();
}

/** Replaces the first line that is nothing but this address by an embed. */
export function embedLine(editor: Editor, address: string, embed: JSONContent): boolean {
	let found: { from: number; to: number } | null = null;
	editor.state.doc.descendants((node, position) => {
		if (!found && node.type.name === 'paragraph' && node.textContent.trim() === address)
			found = { from: position, to: position + node.nodeSize };
		return !found;
	});
	return found ? editor.chain().focus().insertContentAt(found, embed).run() : false;
}
