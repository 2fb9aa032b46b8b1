import type { Editor, JSONContent } from '@tiptap/core';

/** What an upload gives back, for the block that it becomes. */
export type Uploaded = JSONContent;

/**
 * Files on their way into the text. Each has its place, which moves with what is written meanwhile; what was uploaded
 * before another one failed stays.
 */
export function pendingUploads(editor: Editor) {
	const waiting = new Set<{ position: number }>();
	editor.on('transaction', ({ transaction }) =>
		waiting.forEach((pending) => (pending.position = transaction.mapping.map(pending.position))),
	);
	const put = (position: number, block: JSONContent): void => {
		const place = editor.state.doc.resolve(Math.min(Math.max(position, 0), editor.state.doc.content.size));
		// A picture that is dropped on a gallery joins it; anything else follows the gallery.
		const at = place.parent.type.name === 'gallery' && block.type !== 'picture' ? place.after() : place.pos;
		editor.chain().insertContentAt(at, block).run();
	};
	return {
		/** Uploads one after the other and puts each where it was dropped. Throws what the upload threw. */
		async add(files: readonly File[], position: number, upload: (file: File) => Promise<Uploaded>): Promise<void> {
			const pending = { position };
			waiting.add(pending);
			try {
				for (const file of files) {
					const block = await upload(file);
					if (!editor.isDestroyed) put(pending.position, block);
				}
			} finally {
				waiting.delete(pending);
			}
		},
		/** Uploads all, then puts them as one block. What was uploaded before one failed is put all the same. */
		async addTogether(
			files: readonly File[],
			position: number,
			upload: (file: File) => Promise<Uploaded>,
			join: (blocks: Uploaded[]) => JSONContent | null,
		): Promise<void> {
			const pending = { position };
			waiting.add(pending);
			const made: Uploaded[] = [];
			try {
				for (const file of files) made.push(await upload(file));
			} finally {
				waiting.delete(pending);
				const block = join(made);
				if (block && !editor.isDestroyed) put(pending.position, block);
			}
		},
	};
}
