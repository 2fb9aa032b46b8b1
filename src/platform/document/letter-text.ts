import { actionAddress, fileAddress, linkAddress } from './address.ts';
import { findEmbed } from './embed-provider.ts';
import { footnotes } from './footnotes.ts';
import type { Block, Document, Inline } from './schema.ts';

/** How a document becomes the plain text of a mail. */
export interface LetterTextOptions {
	/** The whole address of a link, as the mail carries it. */
	address(href: string): string;
	/** What stands for a picture. */
	picture(alt: string): string;
}

/** A document as plain text for a mail: blank lines between blocks, addresses after the words that carry them. */
export function letterText(document: Document, options: LetterTextOptions): string {
	const notes = { count: 0 };
	const body = blocksText(document.content, options, notes);
	const foot = footnotes(document.content).map((text, index) => `[${index + 1}] ${text}`);
	return [...body, ...(foot.length ? [foot.join('\n')] : [])].join('\n\n');
}

interface Notes {
	count: number;
}

const blocksText = (blocks: readonly Block[], options: LetterTextOptions, notes: Notes): string[] =>
	blocks.map((block) => blockText(block, options, notes)).filter(Boolean);

function blockText(block: Block, options: LetterTextOptions, notes: Notes): string {
	switch (block.type) {
		case 'paragraph':
			return inline(block.content, options, notes);
		case 'heading': {
			const text = inline(block.content, options, notes);
			return text && `${'#'.repeat(block.attrs.level)} ${text}`;
		}
		case 'bulletList':
			return items(block.content, options, notes, () => '- ');
		case 'orderedList':
			return items(block.content, options, notes, (index) => `${(Number(block.attrs.start) || 1) + index}. `);
		case 'blockquote':
			return blocksText(block.content, options, notes).join('\n\n').replace(/^/gm, '> ');
		case 'codeBlock':
			return inline(block.content, options, notes).replace(/^/gm, '    ');
		case 'horizontalRule':
			return '----------';
		case 'table':
			return block.content
				.map((row) =>
					row.content
						.map((cell) => cell.content.map((line) => inline(line.content, options, notes)).join(' '))
						.join(' | '),
				)
				.join('\n');
		case 'picture':
			return options.picture(block.attrs.alt || block.attrs.caption);
		case 'gallery':
			return block.content.map(({ attrs }) => options.picture(attrs.alt || attrs.caption)).join('\n');
		case 'embed': {
			const embed = findEmbed(block.attrs.url);
			return embed ? `${embed.name}: ${embed.url}` : '';
		}
		case 'button': {
			const href = actionAddress(block.attrs.href);
			return href ? `${block.attrs.label}: ${options.address(href)}` : '';
		}
		case 'file': {
			const href = fileAddress(block.attrs.src);
			return href ? `${block.attrs.name}: ${options.address(href)}` : '';
		}
		default:
			return '';
	}
}

const items = (
	list: readonly { content: Block[] }[],
	options: LetterTextOptions,
	notes: Notes,
	sign: (index: number) => string,
): string =>
	list
		.map(({ content }, index) => {
			const text = blocksText(content, options, notes).join('\n');
			return sign(index) + text.replace(/\n/g, '\n   ');
		})
		.join('\n');

/** A line with the address of a link after its words, unless they are the address. */
function inline(content: readonly Inline[] | undefined, options: LetterTextOptions, notes: Notes): string {
	let text = '';
	let open: string | null = null;
	const close = (): void => {
		if (open !== null && !text.endsWith(open)) text += ` ( ${options.address(open)} )`;
		open = null;
	};
	for (const node of content ?? []) {
		const link = node.type === 'text' ? node.marks?.find((mark) => mark.type === 'link') : undefined;
		const href = link?.type === 'link' ? linkAddress(link.attrs.href) : null;
		if (href !== open) close();
		if (node.type === 'hardBreak') text += '\n';
		else if (node.type === 'footnote') text += `[${++notes.count}]`;
		else text += node.text;
		open = href;
	}
	close();
	return text.trim();
}
