import type { JSONContent } from '@tiptap/core';
import type { OfferedKind, OfferedKinds } from './block-node.ts';
import type { EditorLabels } from './editor-labels.ts';
import type { FindEmbed } from './embed-node.ts';
import type { Insertion } from './insertion.ts';
import type { FileTaking } from './placing-files.ts';

/** What an editor is given. */
export interface EditorProps {
	/** The document to begin with, as JSON; null for an empty one. */
	value: { type: string; content?: unknown[] } | null;
	/** The same as Markdown, for the textarea. */
	markdown?: string;
	profile: 'article' | 'comment';
	/** Name of the field that is posted. */
	name: string;
	/** All texts, see editor-labels.ts. */
	labels: EditorLabels;
	upload?: FileTaking['upload'];
	uploadFile?: FileTaking['uploadFile'];
	/** What an address shows when it can be embedded; without it, nothing can be. */
	findEmbed?: FindEmbed;
	/** What of other modules can stand in the text, by kind. */
	offers?: OfferedKinds;
	onchange?: (value: JSONContent) => void;
}

/** What this editor can insert, by what it was given. */
export function mayInsert(
	{ key, articleOnly }: Insertion,
	{ profile, upload, uploadFile, findEmbed, offers }: Omit<EditorProps, 'value' | 'name' | 'labels'>,
): boolean {
	if (articleOnly && profile !== 'article') return false;
	if (key === 'camera') return Boolean(upload) && matchMedia('(pointer: coarse)').matches;
	if (key === 'picture' || key === 'gallery') return Boolean(upload);
	if (key === 'product' || key === 'poll') return Boolean(offers?.[key satisfies OfferedKind]);
	return key === 'file' ? Boolean(uploadFile) : key === 'embed' ? Boolean(findEmbed) : true;
}
