import type { Editor } from '@tiptap/core';
import type { OfferedKind } from './block-node.ts';
import type { FindEmbed } from './embed-node.ts';
import { linkAddress } from './link-address.ts';
import { ownStep } from './own-step.ts';

/** What the forms and notices around a text do to it. Those that take something typed say whether it could be used. */
export const actionsOn = (editor: Editor, findEmbed: FindEmbed | null) => ({
	link(typed: string, paid: boolean): boolean {
		const href = linkAddress(typed);
		if (!href) return false;
		const before: unknown = editor.getAttributes('link')['rel'];
		const attrs = { href, rel: paid ? 'sponsored' : before === 'nofollow' ? before : null };
		const chain = editor.chain().focus();
		if (editor.state.selection.empty && !editor.isActive('link'))
			chain.insertContent({ type: 'text', text: typed, marks: [{ type: 'link', attrs }] }).run();
		else chain.extendMarkRange('link').setMark('link', attrs).run();
		return true;
	},
	unlink: (): boolean => editor.chain().focus().extendMarkRange('link').unsetMark('link').run(),
	embed(typed: string): boolean {
		const found = findEmbed?.(typed);
		return Boolean(
			found &&
			editor
				.chain()
				.focus()
				.insertContent({ type: 'embed', attrs: { url: found.url, provider: found.provider } })
				.run(),
		);
	},
	/** Puts what another module shows where the cursor is. */
	block: (kind: OfferedKind, id: number): boolean =>
		editor.chain().focus().insertContent({ type: 'moduleBlock', attrs: { kind, id } }).run(),
	/** Replaces the first line that is nothing but this address by an embed. */
	embedLine(address: string): boolean {
		const embed = findEmbed?.(address);
		let found: { from: number; to: number } | null = null;
		editor.state.doc.descendants((node, position) => {
			if (!found && node.type.name === 'paragraph' && node.textContent.trim() === address)
				found = { from: position, to: position + node.nodeSize };
			return !found;
		});
		if (!found || !embed) return false;
		const attrs = { url: embed.url, provider: embed.provider };
		// Whoever takes it back at once wants the address, not nothing.
		ownStep(editor);
		return editor.chain().focus().insertContentAt(found, { type: 'embed', attrs }).run();
	},
	/** Writes what the selected footnote says, or adds one where the cursor is. */
	footnote(typed: string): boolean {
		const text = typed.trim();
		if (!text) return false;
		const chain = editor.chain().focus();
		if (editor.isActive('footnote'))
			return chain.updateAttributes('footnote', { text }).setTextSelection(editor.state.selection.to).run();
		return chain.insertContent({ type: 'footnote', attrs: { text } }).run();
	},
	/** Puts the cursor behind a footnote that is selected. */
	leaveFootnote: (): boolean => editor.chain().focus().setTextSelection(editor.state.selection.to).run(),
	/** How many pictures nobody has described yet. */
	picturesWithoutAlt(): number {
		let count = 0;
		editor.state.doc.descendants((node) => {
			if (node.type.name === 'picture' && !String(node.attrs['alt']).trim()) count += 1;
			return !node.isTextblock;
		});
		return count;
	},
});
