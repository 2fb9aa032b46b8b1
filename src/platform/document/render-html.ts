import { escapeHtml } from './escape-html.ts';
import { inlineText } from './inline-text.ts';
import { documentText } from './messages/index.ts';
import { anchors, outline } from './outline.ts';
import { renderButton, renderEmbed, renderFile, renderModuleBlock } from './render-attachment.ts';
import { renderContents } from './render-contents.ts';
import { renderFootnotes, renderInline } from './render-inline.ts';
import { renderGallery, renderPicture } from './render-picture.ts';
import { renderTable } from './render-table.ts';
import type { RenderOptions, Rendering } from './rendering.ts';
import type { Block, Document } from './schema.ts';

export type { PictureFormat, PictureSources } from './image-html.ts';
export type { RenderOptions } from './rendering.ts';

/**
 * A document as HTML: safe because every text is escaped and every element and attribute is written here. Empty
 * paragraphs and headings are left out, footnotes stand at the end. An embed is a card with a plain link; `data-frame` on
 * it is the address which a script may load into a frame after a click.
 */
export function renderHtml(document: Document, options: RenderOptions = {}): string {
	const rendering: Rendering = {
		...options,
		say: documentText(options.locale ?? 'zh-TW'),
		anchor: anchors(),
		outline: outline(document),
		notes: [],
	};
	return renderBlocks(document.content, rendering) + renderFootnotes(rendering);
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
		case 'table':
			return renderTable(block.content, rendering);
		case 'picture':
			return renderPicture(block.attrs, rendering);
		case 'gallery':
			return renderGallery(block.content, rendering);
		case 'embed':
			return renderEmbed(block.attrs, rendering);
		case 'button':
			return renderButton(block.attrs, rendering);
		case 'file':
			return renderFile(block.attrs, rendering);
		case 'moduleBlock':
			return renderModuleBlock(block.attrs);
		case 'contents':
			return renderContents(rendering);
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
