import { Extension } from '@tiptap/core';
import { Plugin, type EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** What was typed after a slash, and the range of it, slash included. */
export interface Slash {
	query: string;
	from: number;
	to: number;
}

/** A slash, narrow or full-width, at the beginning of a line or after a space, and what is typed after it. */
export const slashPattern = /(?:^|\s)[/／]([^\s/／]{0,20})$/u;

/** The slash before the cursor, or null. Only in a paragraph: a slash in code or a heading is a slash. */
export function findSlash(state: EditorState): Slash | null {
	const { $from, empty } = state.selection;
	if (!empty || $from.parent.type.name !== 'paragraph') return null;
	const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 24), $from.parentOffset, '\n', '\uFFFC');
	const query = slashPattern.exec(before)?.[1];
	return query === undefined ? null : { query, from: $from.pos - query.length - 1, to: $from.pos };
}

/** Whether an input method is still putting a character together: its keys are its own. */
export const composing = (view: EditorView, event?: KeyboardEvent): boolean =>
	view.composing || event?.isComposing === true || event?.keyCode === 229;

/**
 * Watches for a slash and hands keys to the menu. While somebody composes Chinese nothing is done: neither is a key taken
 * nor the menu changed, until the characters stand in the text.
 */
export const slashMenu = (on: { change: (slash: Slash | null) => void; key: (event: KeyboardEvent) => boolean }) =>
	Extension.create({
		name: 'slashMenu',
		priority: 1_000,
		addProseMirrorPlugins: () => {
			let dismissed: number | null = null;
			const look = (view: EditorView): void => {
				const slash = findSlash(view.state);
				if (!slash || slash.from !== dismissed) dismissed = null;
				on.change(dismissed === null ? slash : null);
			};
			return [
				new Plugin({
					view: () => ({
						update: (view, before) => {
							if (view.composing) return;
							if (!before.doc.eq(view.state.doc)) look(view);
							else if (!before.selection.eq(view.state.selection)) on.change(null);
						},
					}),
					props: {
						handleKeyDown: (view, event) => {
							if (composing(view, event)) return false;
							if (event.key === 'Escape') dismissed = findSlash(view.state)?.from ?? null;
							return on.key(event);
						},
						handleDOMEvents: {
							compositionend: (view) => {
								setTimeout(() => !view.isDestroyed && !view.composing && look(view), 60);
								return false;
							},
							blur: () => {
								on.change(null);
								return false;
							},
						},
					},
				}),
			];
		},
	});
