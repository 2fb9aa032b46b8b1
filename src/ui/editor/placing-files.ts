import type { Editor } from '@tiptap/core';
import type { EditorLabels } from './editor-labels.ts';
import type { Picked } from './insertion.ts';
import { pendingUploads } from './pending-uploads.ts';

export interface FileTaking {
	/** Stores a picture; without it, none can be added. Throws when it was refused; the message is shown if it has one. */
	upload?: ((file: File) => Promise<{ id: number; src: string; width: number; height: number }>) | undefined;
	/** Stores another file, as `upload` does a picture; without it, none can be added. */
	uploadFile?:
		((file: File) => Promise<{ src: string; name: string; size: number; mediaType: string | null }>) | undefined;
	labels: EditorLabels;
	/** How many groups of files are on their way, and what went wrong; an empty text when nothing did. */
	tell: (uploading: number, trouble: string) => void;
}

/** Puts files into a text: what is dropped and pasted, sorted by what it is, and what was picked for a purpose. */
export function placingFiles(editor: Editor, profile: 'article' | 'comment', taking: FileTaking) {
	const { upload, uploadFile, labels, tell } = taking;
	const uploads = pendingUploads(editor);
	let uploading = 0;
	const picture = async (file: File) => ({
		type: 'picture',
		attrs: { ...(await upload?.(file)), alt: '', caption: '' },
	});
	const other = async (file: File) => ({ type: 'file', attrs: { ...(await uploadFile?.(file)) } });

	async function add(files: File[], position: number, as: Picked, trouble = ''): Promise<void> {
		tell((uploading += 1), trouble);
		try {
			if (as === 'gallery' && files.length > 1)
				await uploads.addTogether(files, position, picture, (content) =>
					content.length ? { type: 'gallery', content } : null,
				);
			else await uploads.add(files, position, as === 'file' ? other : picture);
			tell((uploading -= 1), trouble);
		} catch (error) {
			tell((uploading -= 1), (error instanceof Error && error.message) || (labels['upload-failed'] ?? ''));
		}
	}

	return {
		add,
		/** Takes files that are pictures, and others where they can be stored; says when some cannot. */
		take(files: File[], position: number): boolean {
			const isPicture = (file: File): boolean => file.type.startsWith('image/');
			const pictures = upload ? files.filter(isPicture) : [];
			const others = uploadFile && profile === 'article' ? files.filter((file) => !isPicture(file)) : [];
			const trouble = pictures.length + others.length < files.length ? (labels['files-refused'] ?? '') : '';
			if (pictures.length) void add(pictures, position, 'picture', trouble);
			if (others.length) void add(others, position, 'file', trouble);
			if (!pictures.length && !others.length) tell(uploading, trouble);
			return true;
		},
	};
}
