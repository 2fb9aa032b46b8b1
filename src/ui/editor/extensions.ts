import type { Extensions } from '@tiptap/core';
import { Placeholder } from '@tiptap/extensions/placeholder';
import StarterKit from '@tiptap/starter-kit';
import { buttonNode, contentsNode, fileNode, footnoteNode } from './attachment-nodes.ts';
import { chineseInput } from './chinese-input.ts';
import type { EditorLabels } from './editor-labels.ts';
import { embedNode, type FindEmbed } from './embed-node.ts';
import { linkAddress } from './link-address.ts';
import { galleryNode, pictureNode } from './picture-node.ts';
import { tableNodes } from './table-nodes.ts';

/** What the editor knows: the nodes and marks of the document format, and nothing that the format would refuse. */
export function editorExtensions(
	profile: 'article' | 'comment',
	labels: EditorLabels,
	findEmbed: FindEmbed | null,
): Extensions {
	const article = profile === 'article';
	return [
		StarterKit.configure({
			heading: article ? { levels: [2, 3, 4] } : false,
			horizontalRule: article ? {} : false,
			underline: false,
			dropcursor: { color: 'currentColor', width: 2 },
			link: {
				openOnClick: false,
				defaultProtocol: 'https',
				HTMLAttributes: { target: null, rel: null },
				isAllowedUri: (address) => linkAddress(address) !== null,
			},
		}),
		Placeholder.configure({ placeholder: labels['placeholder'] ?? '' }),
		chineseInput(profile),
		pictureNode(labels),
		...(article
			? [
					embedNode(findEmbed ?? (() => null)),
					galleryNode(),
					buttonNode(labels),
					fileNode(labels),
					contentsNode(labels),
					footnoteNode(labels),
					...tableNodes(),
				]
			: []),
	];
}
