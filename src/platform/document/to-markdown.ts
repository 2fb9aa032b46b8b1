import { inlineText } from './inline-text.ts';
import { inlineMarkdown, markdownAddress } from './inline-markdown.ts';
import type { Block, Document, ListItem, PictureAttributes } from './schema.ts';

/**
 * A document as Markdown that `fromMarkdown` reads back to the same document. What Markdown cannot say is lost: the id and
 * the size of a picture, marks that change in the middle of a word, and plain text that looks like an address becomes
 * a link.
 */
export const toMarkdown = (
	document: Document,
	options: { picture?: (picture: PictureAttributes) => string } = {},
): string => blocksMarkdown(document.content, options.picture ?? (({ src }) => src));

type PictureAddress = (picture: PictureAttributes) => string;

function blocksMarkdown(blocks: readonly Block[], picture: PictureAddress): string {
	const parts: string[] = [];
	let previous = { type: '', alternate: false };
	for (const block of blocks) {
		// Two lists of a kind in a row would read as one; another sign keeps them apart.
		const alternate = previous.type === block.type && !previous.alternate;
		const text = blockMarkdown(block, alternate, picture);
		if (!text) continue;
		parts.push(text);
		previous = { type: block.type, alternate };
	}
	return parts.join('\n\n');
}

function blockMarkdown(block: Block, alternate: boolean, picture: PictureAddress): string {
	switch (block.type) {
		case 'paragraph':
			return inlineMarkdown(block.content);
		case 'heading':
			return `${'#'.repeat(block.attrs.level)} ${inlineMarkdown(block.content).replaceAll('\\\n', ' ')}`.trim();
		case 'bulletList':
			return block.content.map((item) => itemMarkdown(item, alternate ? '* ' : '- ', picture)).join('\n');
		case 'orderedList':
			return block.content
				.map((item, index) => itemMarkdown(item, `${block.attrs.start + index}${alternate ? ')' : '.'} `, picture))
				.join('\n');
		case 'blockquote':
			return indent(blocksMarkdown(block.content, picture), '> ', '> ');
		case 'codeBlock': {
			const text = inlineText(block.content);
			const fence = '`'.repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map((run) => run.length + 1)));
			return `${fence}${block.attrs.language ?? ''}\n${text}\n${fence}`;
		}
		case 'horizontalRule':
			return '---';
		case 'picture': {
			const title = block.attrs.caption ? ` "${block.attrs.caption.replace(/["\\&]/g, '\\$&')}"` : '';
			return `![${block.attrs.alt.replace(/[[\]\\`*_<&]/g, '\\$&')}](${markdownAddress(picture(block.attrs))}${title})`;
		}
		case 'embed':
			return block.attrs.url;
	}
}

function itemMarkdown(item: ListItem, sign: string, picture: PictureAddress): string {
	let text = '';
	item.content.forEach((block, index) => {
		const part = blocksMarkdown([block], picture);
		// A list that does not begin with 1 needs a blank line before it.
		const list = block.type === 'bulletList' || (block.type === 'orderedList' && block.attrs.start === 1);
		if (part) text += (text ? (list && index === 1 ? '\n' : '\n\n') : '') + part;
	});
	return indent(text, sign, ' '.repeat(sign.length)).trimEnd();
}

const indent = (text: string, first: string, others: string): string =>
	text
		.split('\n')
		.map((line, index) => (line || others.trim() ? (index ? others : first) + line : index ? '' : first))
		.join('\n');
