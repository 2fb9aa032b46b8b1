import { linkAddress, pictureAddress } from './address.ts';
import { findEmbed } from './embed-provider.ts';
import { escapeHtml } from './escape-html.ts';
import { imageHtml, type PictureSources } from './image-html.ts';
import { inlineText } from './inline-text.ts';
import { anchors } from './outline.ts';
import type { Block, Document, EmbedAttributes, Inline, Mark, PictureAttributes, TextNode } from './schema.ts';

export type { PictureFormat, PictureSources } from './image-html.ts';

/** How a document becomes HTML on a certain site. */
export interface RenderOptions {
	/** `rel` of links to other hosts: `ugc nofollow` for what members write, nothing for what the brand writes. */
	rel?: 'ugc nofollow' | '';
	/** Host name of this site; links to it are its own. */
	siteHost?: string;
	/** The sizes of a picture by its media id; null when it is gone. */
	pictureSources?: (media: number) => PictureSources | null;
	/** `sizes` of pictures that have a `srcset`. */
	pictureSizes?: string;
	/** What the link of an embed says before its address; the provider's name by default. */
	embedLabel?: (providerName: string) => string;
}

interface Rendering extends RenderOptions {
	anchor: (text: string) => string;
}

/**
 * A document as HTML: safe because every text is escaped and every element and attribute is written here. Empty
 * paragraphs and headings are left out. An embed is a card with a plain link; `data-frame` on it is the address that a
 * script may load into a frame after a click.
 */
export function renderHtml(document: Document, options: RenderOptions = {}): string {
	return renderBlocks(document.content, { ...options, anchor: anchors() });
}

const renderBlocks = (blocks: readonly Block[], rendering: Rendering): string => {
	let html = '';
	for (const block of blocks) html += renderBlock(block, rendering);
	return html;
};

function renderBlock(block: Block, rendering: Rendering): string {
	switch (block.type) {
		case 'paragraph':
			return block.content ? `<p>${renderInline(block.content, rendering)}</p>` : '';
		case 'heading': {
			const text = inlineText(block.content);
			if (!text.trim()) return '';
			const level = [2, 3, 4].includes(block.attrs.level) ? block.attrs.level : 2;
			return `<h${level} id="${escapeHtml(rendering.anchor(text))}">${renderInline(block.content, rendering)}</h${level}>`;
		}
		case 'bulletList':
			return `<ul>${renderItems(block.content, rendering)}</ul>`;
		case 'orderedList': {
			const start = Number(block.attrs.start);
			return `<ol${start === 1 || !Number.isInteger(start) ? '' : ` start="${start}"`}>${renderItems(block.content, rendering)}</ol>`;
		}
		case 'blockquote':
			return `<blockquote>${renderBlocks(block.content, rendering)}</blockquote>`;
		case 'codeBlock': {
			const language = block.attrs.language ? ` class="language-${escapeHtml(block.attrs.language)}"` : '';
			return `<pre><code${language}>${escapeHtml(inlineText(block.content))}</code></pre>`;
		}
		case 'horizontalRule':
			return '<hr>';
		case 'picture':
			return renderPicture(block.attrs, rendering);
		case 'embed':
			return renderEmbed(block.attrs, rendering);
		default:
			return '';
	}
}

const renderItems = (items: readonly { content: Block[] }[], rendering: Rendering): string =>
	items
		.map(({ content: [first, ...rest] }) => {
			// A short item is a line, not a paragraph: the list stays tight.
			const line = first?.type === 'paragraph' && !rest.some((block) => block.type === 'paragraph' && block.content);
			const head = line ? renderInline(first.content, rendering) : first ? renderBlock(first, rendering) : '';
			return `<li>${head}${renderBlocks(rest, rendering)}</li>`;
		})
		.join('');

const tags: Record<Exclude<Mark['type'], 'link'>, string> = { bold: 'strong', italic: 'em', strike: 's', code: 'code' };

function renderInline(content: readonly Inline[] | undefined, rendering: Rendering): string {
	let html = '';
	for (const node of content ?? [])
		html += node.type === 'hardBreak' ? '<br>' : node.type === 'text' ? renderText(node, rendering) : '';
	return html;
}

function renderText(node: TextNode, rendering: Rendering): string {
	let html = escapeHtml(node.text);
	for (const mark of (node.marks ?? []).toReversed()) {
		if (mark.type === 'link') html = renderLink(mark.attrs.href, html, rendering);
		else if (Object.hasOwn(tags, mark.type)) html = `<${tags[mark.type]}>${html}</${tags[mark.type]}>`;
	}
	return html;
}

function renderLink(address: string, html: string, rendering: Rendering): string {
	const href = linkAddress(address);
	if (!href) return html;
	return `<a href="${escapeHtml(href)}"${relation(href, rendering)}>${html}</a>`;
}

function relation(href: string, { rel, siteHost }: Rendering): string {
	if (!rel || !/^https?:/i.test(href)) return '';
	const { host, hostname } = new URL(href);
	return siteHost && [host, hostname].includes(siteHost.toLowerCase()) ? '' : ` rel="${escapeHtml(rel)}"`;
}

function renderPicture(picture: PictureAttributes, rendering: Rendering): string {
	const sources = picture.id === null ? null : (rendering.pictureSources?.(picture.id) ?? null);
	const src = sources?.src ?? pictureAddress(picture.src);
	if (!src) return '';
	const caption = picture.caption ? `<figcaption>${escapeHtml(picture.caption)}</figcaption>` : '';
	// A picture kept elsewhere would tell that place who reads here; it is a link until it is taken into the library.
	if (!sources && !src.startsWith('/')) {
		return `<figure class="picture">${renderLink(src, escapeHtml(picture.alt || picture.caption || src), rendering)}${caption}</figure>`;
	}
	const shown = sources ?? { src, width: picture.width ?? 0, height: picture.height ?? 0 };
	const image = imageHtml(shown, picture.alt, rendering.pictureSizes ?? '(min-width: 44rem) 42rem, 100vw');
	return `<figure class="picture">${image}${caption}</figure>`;
}

function renderEmbed({ url }: EmbedAttributes, rendering: Rendering): string {
	const embed = findEmbed(url);
	if (!embed) return '';
	const frame = embed.frame ? ` data-frame="${escapeHtml(embed.frame)}"` : '';
	const label = escapeHtml(rendering.embedLabel?.(embed.name) ?? embed.name);
	const address = escapeHtml(embed.url.replace(/^https?:\/\/(?:www\.)?/, ''));
	const link = `<a href="${escapeHtml(embed.url)}"${relation(embed.url, rendering)}><strong>${label}</strong> <span>${address}</span></a>`;
	return `<figure class="embed" data-provider="${escapeHtml(embed.provider)}"${frame}>${link}</figure>`;
}
