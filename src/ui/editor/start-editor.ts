import { Editor, type JSONContent } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { OfferedKinds } from './block-node.ts';
import type { EditorLabels } from './editor-labels.ts';
import type { FindEmbed } from './embed-node.ts';
import { editorExtensions } from './extensions.ts';
import { type PasteNews, prepareToPaste, takePaste } from './paste.ts';
import { type Slash, slashMenu } from './slash-menu.ts';

export interface EditorStart {
	element: HTMLElement;
	content: JSONContent;
	profile: 'article' | 'comment';
	labels: EditorLabels;
	/** Null where nothing can be embedded. */
	findEmbed: FindEmbed | null;
	/** Null where there are none to show. */
	offers: OfferedKinds;
	/** Files that were dropped or pasted, and where in the document; false when none of them is taken here. */
	onFiles: (files: File[], position: number) => boolean;
	onPaste: PasteNews;
	/** A slash was typed, or what stands after it changed; null when there is none any more. */
	onSlash: (slash: Slash | null) => void;
	/** A key while the menu of the slash is open; true when the menu took it. */
	onMenuKey: (event: KeyboardEvent) => boolean;
	/** The text changed. */
	onChange: () => void;
	/** The text or the selection changed. */
	onState: () => void;
}

/** Nothing but an empty line. */
const nothingIn = ({ childCount, firstChild }: Node): boolean =>
	childCount === 1 && firstChild?.type.name === 'paragraph' && !firstChild.content.size;

/** Starts an editor for the document format in an element. Loaded only where somebody writes. */
export function startEditor(start: EditorStart): Editor {
	const { profile, labels, findEmbed, offers } = start;
	const editor: Editor = new Editor({
		element: start.element,
		// A style element written by a script is refused by the content security policy; the component has the styles.
		injectCSS: false,
		extensions: [
			...editorExtensions(profile, labels, findEmbed, offers),
			slashMenu({ change: start.onSlash, key: start.onMenuKey }),
		],
		content: start.content,
		editorProps: {
			// The placeholder is an attribute of the whole: a decoration within would touch what an input method composes.
			attributes: ({ doc }) => ({
				role: 'textbox',
				'aria-multiline': 'true',
				'aria-label': labels['label'] ?? '',
				class: nothingIn(doc) ? 'editor-text blank' : 'editor-text',
				'data-placeholder': labels['placeholder'] ?? '',
			}),
			handleDOMEvents: {
				// Somebody who means to paste is about to need what reads it.
				contextmenu: prepareToPaste,
				keydown: (_, event) => void ((event.ctrlKey || event.metaKey) && prepareToPaste()),
				// Before the editor parses it itself, which for ten megabytes would take long.
				paste: (view, event) => {
					const data = event.clipboardData;
					if (!data || (event.target instanceof HTMLElement && event.target.closest('input'))) return false;
					const files = Array.from(data.files);
					// Word sends a photograph of the text beside the text: the text is meant.
					const taken =
						files.length && !data.types.includes('text/html')
							? start.onFiles(files, view.state.selection.from)
							: takePaste(editor, profile, data, findEmbed, start.onPaste);
					if (taken) event.preventDefault();
					return taken;
				},
			},
			handleDrop: (view, event, _slice, moved) => {
				const files = moved ? [] : Array.from(event.dataTransfer?.files ?? []);
				if (!files.length) return false;
				// Otherwise the browser would leave the page and show the file.
				event.preventDefault();
				const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
				start.onFiles(files, place?.pos ?? view.state.selection.from);
				return true;
			},
		},
		onUpdate: start.onChange,
		onTransaction: start.onState,
	});
	return editor;
}
