import type { Extensions } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Code } from '@tiptap/extension-code';
import { CodeBlock } from '@tiptap/extension-code-block';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { HorizontalRule } from '@tiptap/extension-horizontal-rule';
import { Italic } from '@tiptap/extension-italic';
import { ListKeymap } from '@tiptap/extension-list/keymap';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Strike } from '@tiptap/extension-strike';
import { Text } from '@tiptap/extension-text';
import { Dropcursor } from '@tiptap/extensions/drop-cursor';
import { Gapcursor } from '@tiptap/extensions/gap-cursor';
import { TrailingNode } from '@tiptap/extensions/trailing-node';
import { UndoRedo } from '@tiptap/extensions/undo-redo';
import { buttonNode, contentsNode, fileNode, footnoteNode } from './attachment-nodes.ts';
import { blockNode, type OfferedKinds } from './block-node.ts';
import { chineseInput } from './chinese-input.ts';
import type { EditorLabels } from './editor-labels.ts';
import { embedNode, type FindEmbed } from './embed-node.ts';
import { linkMark } from './link-mark.ts';
import { listNodes } from './list-nodes.ts';
import { galleryNode, pictureNode } from './picture-node.ts';
import { tableNodes } from './table-nodes.ts';

/** What the editor knows: the nodes and marks of the document format, and nothing that the format would refuse. */
export function editorExtensions(
	profile: 'article' | 'comment',
	labels: EditorLabels,
	findEmbed: FindEmbed | null,
	offers: OfferedKinds = {},
): Extensions {
	return [
		Document,
		Paragraph,
		Text,
		HardBreak,
		Bold,
		Italic,
		Strike,
		Code,
		linkMark(),
		Blockquote,
		CodeBlock,
		...listNodes(),
		ListKeymap,
		UndoRedo,
		Gapcursor,
		Dropcursor.configure({ color: 'currentColor', width: 2 }),
		TrailingNode,
		chineseInput(profile),
		pictureNode(labels),
		...(profile === 'article'
			? [
					Heading.configure({ levels: [2, 3, 4] }),
					HorizontalRule,
					embedNode(findEmbed ?? (() => null)),
					galleryNode(),
					buttonNode(labels),
					fileNode(labels),
					contentsNode(labels),
					blockNode(labels, offers),
					footnoteNode(labels),
					...tableNodes(),
				]
			: []),
	];
}
