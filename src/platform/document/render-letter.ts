import { actionAddress, fileAddress, linkAddress, pictureAddress } from './address.ts';
import { linkInline } from './autolink.ts';
import { findEmbed } from './embed-provider.ts';
import { escapeHtml } from './escape-html.ts';
import { inlineText } from './inline-text.ts';
import type { Block, Document, Inline, ListItem, Picture, TableRow } from './schema.ts';

/** How a document becomes the HTML of a mail. */
export interface LetterOptions {
	/** The whole address of a link or a picture of this site, as the mail carries it. */
	address(href: string): string;
	/** The size that a mail shows of a picture; null when it is gone. */
	picture(media: number): { src: string; width: number; height: number } | null;
	/** What an embed is called: "Watch on YouTube". */
	embed(place: string): string;
	colours: { text: string; muted: string; line: string; link: string; accent: string; onAccent: string };
}

/** The width of a mail's column in pixels. */
export const letterWidth = 600;

/**
 * A document as HTML for mail programs: every style stands on its element, since many of them drop style sheets; class
 * names are hooks for dark mode where it is understood. Safe as `renderHtml` is. Footnotes stand at the end.
 */
export function renderLetter(document: Document, options: LetterOptions): string {
	const notes: string[] = [];
	const html = blocksHtml(document.content, options, notes);
	if (!notes.length) return html;
	const items = notes.map((text) => `<li>${inlineHtml(linkInline([{ type: 'text', text }]), options, [])}</li>`);
	return `${html}<ol class="m" style="margin:24px 0 0;padding:12px 0 0 24px;border-top:1px solid ${options.colours.line};color:${options.colours.muted};font-size:14px">${items.join('')}</ol>`;
}

const blocksHtml = (blocks: readonly Block[], options: LetterOptions, notes: string[]): string =>
	blocks.map((block) => blockHtml(block, options, notes)).join('');

const sizes = { 2: 22, 3: 19, 4: 17 } as const;

function blockHtml(block: Block, options: LetterOptions, notes: string[]): string {
	const { colours } = options;
	switch (block.type) {
		case 'paragraph':
			return block.content ? `<p style="margin:0 0 16px">${inlineHtml(block.content, options, notes)}</p>` : '';
		case 'heading': {
			if (!inlineText(block.content).trim()) return '';
			const level = block.attrs.level in sizes ? block.attrs.level : 2;
			return `<h${level} class="t" style="margin:28px 0 12px;font-size:${sizes[level]}px;line-height:1.4;color:${colours.text}">${inlineHtml(block.content ?? [], options, notes)}</h${level}>`;
		}
		case 'bulletList':
			return `<ul style="margin:0 0 16px;padding:0 0 0 24px">${itemsHtml(block.content, options, notes)}</ul>`;
		case 'orderedList':
			return `<ol start="${Number(block.attrs.start) || 1}" style="margin:0 0 16px;padding:0 0 0 28px">${itemsHtml(block.content, options, notes)}</ol>`;
		case 'blockquote':
			return `<blockquote class="m" style="margin:0 0 16px;padding:4px 0 0 16px;border-left:3px solid ${colours.line};color:${colours.muted}">${blocksHtml(block.content, options, notes)}</blockquote>`;
		case 'codeBlock':
			return `<pre style="margin:0 0 16px;padding:12px;border:1px solid ${colours.line};white-space:pre-wrap;font-size:14px">${escapeHtml(inlineText(block.content))}</pre>`;
		case 'horizontalRule':
			return `<hr style="margin:24px 0;border:0;border-top:1px solid ${colours.line}">`;
		case 'table':
			return tableHtml(block.content, options, notes);
		case 'picture':
			return pictureHtml(block, options);
		case 'gallery':
			return block.content.map((picture) => pictureHtml(picture, options)).join('');
		case 'embed': {
			const embed = findEmbed(block.attrs.url);
			return embed ? buttonHtml(options.embed(embed.name), embed.url, options) : '';
		}
		case 'button': {
			const href = actionAddress(block.attrs.href);
			return href && block.attrs.label ? buttonHtml(block.attrs.label, href, options) : '';
		}
		case 'file': {
			const href = fileAddress(block.attrs.src);
			return href ? `<p style="margin:0 0 16px">${linkHtml(href, escapeHtml(block.attrs.name), options)}</p>` : '';
		}
		default:
			return '';
	}
}

const itemsHtml = (items: readonly ListItem[], options: LetterOptions, notes: string[]): string =>
	items
		.map(({ content: [first, ...rest] }) => {
			const line = first?.type === 'paragraph' ? inlineHtml(first.content ?? [], options, notes) : '';
			const head = line || (first && first.type !== 'paragraph' ? blockHtml(first, options, notes) : '');
			return `<li style="margin:0 0 6px">${head}${blocksHtml(rest, options, notes)}</li>`;
		})
		.join('');

/** A table of facts is a table in a mail too; nothing else is laid out by one. */
function tableHtml(rows: readonly TableRow[], options: LetterOptions, notes: string[]): string {
	const cells = (row: TableRow): string =>
		row.content
			.map((cell) => {
				const tag = cell.type === 'tableHeader' ? 'th' : 'td';
				const text = cell.content.map((line) => inlineHtml(line.content ?? [], options, notes)).join('<br>');
				return `<${tag} style="padding:6px 8px;border:1px solid ${options.colours.line};text-align:start;vertical-align:top">${text}</${tag}>`;
			})
			.join('');
	return `<table style="margin:0 0 16px;border-collapse:collapse;font-size:15px">${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</table>`;
}

function pictureHtml({ attrs }: Picture, options: LetterOptions): string {
	const known = attrs.id === null ? null : options.picture(attrs.id);
	const own = pictureAddress(attrs.src);
	const src = known?.src ?? (own?.startsWith('/') ? own : null);
	// What is kept elsewhere would tell that place who reads this mail.
	if (!src) return '';
	const width = Math.min(letterWidth, known?.width ?? attrs.width ?? letterWidth);
	const caption = attrs.caption
		? `<br><span class="m" style="font-size:14px;color:${options.colours.muted}">${escapeHtml(attrs.caption)}</span>`
		: '';
	return `<p style="margin:0 0 16px"><img src="${escapeHtml(options.address(src))}" alt="${escapeHtml(attrs.alt)}" width="${Number(width)}" style="display:block;max-width:100%;height:auto;border:0">${caption}</p>`;
}

/** A button of a mail: a link with room around it. */
export const buttonHtml = (label: string, href: string, { address, colours }: LetterOptions): string =>
	`<p style="margin:20px 0"><a class="b" href="${escapeHtml(address(href))}" style="display:inline-block;padding:11px 22px;border-radius:8px;background:${colours.accent};color:${colours.onAccent};font-weight:700;text-decoration:none">${escapeHtml(label)}</a></p>`;

const linkHtml = (href: string, html: string, { address, colours }: LetterOptions): string =>
	`<a class="l" href="${escapeHtml(address(href))}" style="color:${colours.link}">${html}</a>`;

const tags = { bold: 'strong', italic: 'em', strike: 's', code: 'code' } as const;

function inlineHtml(content: readonly Inline[], options: LetterOptions, notes: string[]): string {
	let html = '';
	for (const node of content) {
		if (node.type === 'hardBreak') html += '<br>';
		else if (node.type === 'footnote') html += `<sup>${notes.push(String(node.attrs.text))}</sup>`;
		else {
			let text = escapeHtml(node.text);
			for (const mark of (node.marks ?? []).toReversed()) {
				if (mark.type === 'link') {
					const href = linkAddress(mark.attrs.href);
					if (href) text = linkHtml(href, text, options);
				} else if (Object.hasOwn(tags, mark.type)) text = `<${tags[mark.type]}>${text}</${tags[mark.type]}>`;
			}
			html += text;
		}
	}
	return html;
}
