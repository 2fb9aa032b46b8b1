import type { Editor } from '@tiptap/core';

/** What a node view is given to change its node with. */
export interface NodePlace {
	editor: Editor;
	getPos: () => number | undefined;
}

/** Changes one attribute of a node, as one step that can be undone. */
export function changeAttribute({ editor, getPos }: NodePlace, name: string, value: unknown): void {
	const position = getPos();
	if (position !== undefined) editor.view.dispatch(editor.state.tr.setNodeAttribute(position, name, value));
}

export interface NodeField {
	label: HTMLLabelElement;
	input: HTMLInputElement;
	/** Shows what the node has now, without moving the cursor of somebody who is typing it. */
	show: (value: string) => void;
}

/** A labelled line within a node of the text, such as the caption of a picture. */
export function nodeField(text: string, hint: string, longest: number, change: (value: string) => void): NodeField {
	const label = document.createElement('label');
	const name = document.createElement('span');
	const input = document.createElement('input');
	name.textContent = text;
	input.type = 'text';
	input.maxLength = longest;
	input.placeholder = hint;
	input.addEventListener('input', () => change(input.value));
	// Enter would send the form around the editor.
	input.addEventListener('keydown', (event) => {
		if (event.key === 'Enter' && !event.isComposing) event.preventDefault();
	});
	label.append(name, input);
	return { label, input, show: (value) => void (input.value === value || (input.value = value)) };
}

/** A labelled tick within a node of the text. */
export function nodeTick(text: string, change: (ticked: boolean) => void): NodeField {
	const label = document.createElement('label');
	const input = document.createElement('input');
	input.type = 'checkbox';
	label.className = 'tick';
	input.addEventListener('change', () => change(input.checked));
	label.append(input, ` ${text}`);
	return { label, input, show: (value) => void (input.checked = value !== '') };
}

/** A button that takes the node out of the text. */
export function removeButton(text: string, { editor, getPos }: NodePlace): HTMLButtonElement {
	const button = document.createElement('button');
	button.type = 'button';
	button.textContent = text;
	button.addEventListener('click', () => {
		const position = getPos();
		const node = position === undefined ? null : editor.state.doc.nodeAt(position);
		if (position === undefined || !node) return;
		// The last picture takes its gallery along.
		const around = editor.state.doc.resolve(position);
		const alone = around.parent.type.name === 'gallery' && around.parent.childCount === 1;
		const range = alone
			? { from: around.before(), to: around.after() }
			: { from: position, to: position + node.nodeSize };
		editor.chain().deleteRange(range).focus().run();
	});
	return button;
}

/** Keys and clicks in the fields and buttons of a node are theirs, not the text's. */
export const ownEvent = (event: Event): boolean =>
	event.target instanceof HTMLInputElement || event.target instanceof HTMLButtonElement;
