import type { Editor } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import type { FindEmbed } from './embed-node.ts';
import { ownStep } from './own-step.ts';

/** What is told about a paste. */
export interface PasteNews {
	/** An address that could be embedded stands alone on a line now. */
	embed: (address: string) => void;
	/** It was too long and nothing was changed. */
	tooLong: () => void;
	/** So many pictures of other places were left out. */
	foreignPictures: (count: number) => void;
}

const loadReader = () => import('./read-paste.ts');

/** Fetches what reads a paste before it is needed. */
export const prepareToPaste = (): void => void loadReader().catch(() => {});

/** Longest text and HTML that are looked at, as the document's own limits have it. */
const longest = { text: 200_000, html: 4_000_000 };

/** Takes a paste into the text; false leaves it to the editor (plain text, and what was copied in an editor of ours). */
export function takePaste(
	editor: Editor,
	profile: 'article' | 'comment',
	data: DataTransfer,
	findEmbed: FindEmbed | null,
	news: PasteNews,
): boolean {
	const [html, text] = [data.getData('text/html'), data.getData('text/plain')];
	if (html.length > longest.html || text.length > longest.text) {
		news.tooLong();
		return true;
	}
	const { schema, selection } = editor.state;
	const { $from, empty } = selection;
	const address = text.trim();
	const line = $from.parent;
	if (profile === 'article' && empty && line.type.name === 'paragraph' && !line.content.size && findEmbed?.(address)) {
		ownStep(editor);
		const mark = schema.marks['link']?.create({ href: address });
		editor.view.dispatch(editor.state.tr.replaceSelectionWith(schema.text(address, mark ? [mark] : []), false));
		news.embed(address);
		return true;
	}
	if (!html.trim() || html.includes('data-pm-slice') || line.type.spec.code) return false;
	void loadReader()
		.then(({ readPaste }) => {
			const { blocks, foreignPictures } = readPaste(html, profile);
			if (editor.isDestroyed) return;
			// A cell of a table has room for lines only.
			if (inCell(editor) && blocks.some(({ type }) => type !== 'paragraph')) editor.view.pasteText(text);
			else insert(editor, blocks);
			if (foreignPictures) news.foreignPictures(foreignPictures);
		})
		// What cannot be read, or not be fetched to read it with, is text at least.
		.catch((error: unknown) => {
			if ((error as { code?: string }).code) news.tooLong();
			else if (!editor.isDestroyed) editor.view.pasteText(text);
		});
	return true;
}

function inCell(editor: Editor): boolean {
	const { $from } = editor.state.selection;
	return $from.depth > 0 && /^table/.test($from.node(-1).type.name);
}

/** One step that can be undone: lines at the edges join the line around. */
function insert(editor: Editor, blocks: readonly object[]): void {
	ownStep(editor);
	const { state, view } = editor;
	const content = Fragment.fromArray(blocks.map((block) => state.schema.nodeFromJSON(block)));
	const { firstChild, lastChild } = content;
	if (!firstChild || (content.childCount === 1 && !firstChild.content.size && firstChild.isTextblock)) return;
	const open = (node: typeof lastChild): number => (node?.type.name === 'paragraph' ? 1 : 0);
	const slice = new Slice(content, open(firstChild), open(lastChild));
	view.dispatch(state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
}
