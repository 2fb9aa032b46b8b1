import type { Block, Inline, Profile } from './schema.ts';

/**
 * Converted blocks in the terms of a profile: in a comment a heading is a bold paragraph, an embed its link, a divider
 * nothing, and a picture of another place its link. Captions that are too long are cut by validation.
 */
export function fitProfile(blocks: readonly Block[], profile: Profile): Block[] {
	if (profile === 'article') return [...blocks];
	return blocks.flatMap((block): Block[] => {
		switch (block.type) {
			case 'heading':
				return [{ type: 'paragraph', content: (block.content ?? []).map(bold) }];
			case 'embed':
				return [linkParagraph(block.attrs.url)];
			case 'picture':
				return block.attrs.id === null && /^https?:/i.test(block.attrs.src)
					? [linkParagraph(block.attrs.src)]
					: [block];
			case 'horizontalRule':
				return [];
			case 'blockquote':
				return [{ ...block, content: fitProfile(block.content, profile) }];
			case 'bulletList':
			case 'orderedList':
				return [
					{ ...block, content: block.content.map((item) => ({ ...item, content: fitProfile(item.content, profile) })) },
				];
			default:
				return [block];
		}
	});
}

const bold = (node: Inline): Inline =>
	node.type === 'text' ? { ...node, marks: [...(node.marks ?? []), { type: 'bold' }] } : node;

const linkParagraph = (href: string): Block => ({
	type: 'paragraph',
	content: [{ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }],
});
