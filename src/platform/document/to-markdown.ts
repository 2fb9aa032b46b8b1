import { type FootnoteNumbers, inlineMarkdown, linkMarkdown } from './inline-markdown.ts';
import { footnotes } from './footnotes.ts';
import { inlineText } from './inline-text.ts';
import type { Block, Document, ListItem, PictureAttributes } from './schema.ts';
import { tableMarkdown } from './table-markdown.ts';

/**
 * A document as Markdown that `fromMarkdown` reads back to the same document. What Markdown cannot say is lost: the id and
 * the size of a picture, that the first column of a table heads its rows, marks that change in the middle of a word, and
 * plain text that looks like an address becomes a link.
 */
export function toMarkdown(
	document: Document,
	options: { picture?: (picture: PictureAttributes) => string } = {},
): string {
	const writing = { picture: options.picture ?? (({ src }) => src), notes: { met: 0 } };
	const text = blocksMarkdown(document.content, writing);
	const notes = footnotes(document.content).map((note, index) => `[^${index + 1}]: ${noteMarkdown(note)}`);
	return [text, ...notes].filter(Boolean).join('\n\n');
}

interface Writing {
	picture: (picture: PictureAttributes) => string;
	notes: FootnoteNumbers;
}

const noteMarkdown = (text: string): string => inlineMarkdown([{ type: 'text', text }], { met: 0 });

function blocksMarkdown(blocks: readonly Block[], writing: Writing): string {
	const parts: string[] = [];
	let previous = { type: '', alternate: false };
	for (const block of blocks) {
		// Two lists of a kind in a row would read as one; another sign keeps them apart.
		const alternate = previous.type === block.type && !previous.alternate;
		const text = blockMarkdown(block, alternate, writing);
		if (!text) continue;
		parts.push(text);
		previous = { type: block.type, alternate };
	}
	return parts.join('\n\n');
}

function blockMarkdown(block: Block, alternate: boolean, writing: Writing): string {
	switch (block.type) {
		case 'paragraph':
			return inlineMarkdown(block.content, writing.notes);
		case 'heading': {
			const text = inlineMarkdown(block.content, writing.notes).replaceAll('\\\n', ' ');
			return `${'#'.repeat(block.attrs.level)} ${text}`.trim();
		}
		case 'bulletList':
			return block.content.map((item) => itemMarkdown(item, alternate ? '* ' : '- ', writing)).join('\n');
		case 'orderedList':
			return block.content
				.map((item, index) => itemMarkdown(item, `${block.attrs.start + index}${alternate ? ')' : '.'} `, writing))
				.join('\n');
		case 'blockquote':
			return indent(blocksMarkdown(block.content, writing), '> ', '> ');
		case 'codeBlock': {
			const text = inlineText(block.content);
			const fence = '`'.repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map((run) => run.length + 1)));
			return `${fence}${block.attrs.language ?? ''}\n${text}\n${fence}`;
		}
		case 'horizontalRule':
			return '---';
		case 'table':
			return tableMarkdown(block.content, writing.notes);
		case 'picture':
			return pictureMarkdown(block.attrs, writing);
		case 'gallery':
			return block.content.map(({ attrs }) => pictureMarkdown(attrs, writing)).join(' ');
		case 'embed':
			return block.attrs.url;
		case 'button':
			return `::button${linkMarkdown(block.attrs.label, block.attrs.href, block.attrs.rel)}`;
		case 'file': {
			const { name, src, size, mediaType } = block.attrs;
			const facts = [mediaType, size === null ? null : String(size)].filter((fact) => fact !== null).join(' ');
			return `::file${linkMarkdown(name, src, facts)}`;
		}
		case 'moduleBlock':
			return `::block[${block.attrs.kind}](${block.attrs.id})`;
		case 'contents':
			return '::contents';
	}
}

const pictureMarkdown = (picture: PictureAttributes, writing: Writing): string =>
	`!${linkMarkdown(picture.alt, writing.picture(picture), picture.caption)}`;

function itemMarkdown(item: ListItem, sign: string, writing: Writing): string {
	let text = '';
	item.content.forEach((block, index) => {
		const part = blocksMarkdown([block], writing);
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
