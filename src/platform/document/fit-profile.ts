import type { Block, Inline, Paragraph, Profile } from './schema.ts';
import { rowLine } from './table-lines.ts';

/**
 * Converted blocks in the terms of a profile: in a comment a heading is a bold paragraph, an embed, a button or a file its
 * link, a table its rows as lines, a footnote stands in brackets, a divider or a module's block is nothing, and a picture of another place
 * its link, except those (`own`) that whoever converts brings along. Captions that are too long are cut by validation.
 */
export function fitProfile(blocks: readonly Block[], profile: Profile, own: ReadonlySet<Block> = nothing): Block[] {
	if (profile === 'article') return [...blocks];
	return blocks.flatMap((block): Block[] => {
		switch (block.type) {
			case 'paragraph':
				return [{ ...block, ...(block.content && { content: block.content.map(bracketed) }) }];
			case 'heading':
				return [{ type: 'paragraph', content: (block.content ?? []).map(bracketed).map(bold) }];
			case 'embed':
				return [linkParagraph(block.attrs.url, block.attrs.url)];
			case 'button':
				return [linkParagraph(block.attrs.href, block.attrs.label)];
			case 'file':
				return [linkParagraph(block.attrs.src, block.attrs.name)];
			case 'picture':
				return block.attrs.id === null && !own.has(block) && /^https?:/i.test(block.attrs.src)
					? [linkParagraph(block.attrs.src, block.attrs.src)]
					: [block];
			case 'gallery':
				return fitProfile(block.content, profile, own);
			case 'table':
				return fitProfile(block.content.map(rowLine), profile, own);
			case 'horizontalRule':
			case 'contents':
			case 'moduleBlock':
				return [];
			case 'blockquote':
				return [{ ...block, content: fitProfile(block.content, profile, own) }];
			case 'bulletList':
			case 'orderedList':
				return [
					{
						...block,
						content: block.content.map((item) => ({ ...item, content: fitProfile(item.content, profile, own) })),
					},
				];
			default:
				return [block];
		}
	});
}

const nothing: ReadonlySet<Block> = new Set();

const bold = (node: Inline): Inline =>
	node.type === 'text' ? { ...node, marks: [...(node.marks ?? []), { type: 'bold' }] } : node;

const bracketed = (node: Inline): Inline =>
	node.type === 'footnote' ? { type: 'text', text: `（${node.attrs.text}）` } : node;

const linkParagraph = (href: string, text: string): Paragraph => ({
	type: 'paragraph',
	content: [{ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] }],
});
