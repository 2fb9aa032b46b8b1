import { linkInline } from './autolink.ts';
import { escapeHtml } from './escape-html.ts';
import { renderLink, type Rendering } from './rendering.ts';
import type { Inline, Mark, TextNode } from './schema.ts';

const tags: Record<Exclude<Mark['type'], 'link'>, string> = { bold: 'strong', italic: 'em', strike: 's', code: 'code' };

/** A line of text as HTML. */
export function renderInline(content: readonly Inline[] | undefined, rendering: Rendering): string {
	let html = '';
	for (const node of content ?? []) {
		if (node.type === 'hardBreak') html += '<br>';
		else if (node.type === 'text') html += renderText(node, rendering);
		else if (node.type === 'footnote') html += renderReference(String(node.attrs.text), rendering);
	}
	return html;
}

function renderText(node: TextNode, rendering: Rendering): string {
	let html = escapeHtml(node.text);
	for (const mark of (node.marks ?? []).toReversed()) {
		if (mark.type === 'link') html = renderLink(mark.attrs, html, rendering);
		else if (Object.hasOwn(tags, mark.type)) html = `<${tags[mark.type]}>${html}</${tags[mark.type]}>`;
	}
	return html;
}

/** The number of a footnote in the text. What it says is kept for the end. */
function renderReference(text: string, rendering: Rendering): string {
	const number = rendering.notes.push(text);
	const label = escapeHtml(rendering.say('document.footnote', { number }));
	return `<sup class="note"><a id="note-ref-${number}" href="#note-${number}" role="doc-noteref" aria-label="${label}">${number}</a></sup>`;
}

/** The footnotes at the end of the text, each with the way back; nothing when there are none. */
export function renderFootnotes(rendering: Rendering): string {
	const { notes, say } = rendering;
	if (!notes.length) return '';
	const items = notes.map((text, index) => {
		const number = index + 1;
		const back = escapeHtml(say('document.footnote.back', { number }));
		const words = renderInline(linkInline([{ type: 'text', text }]), rendering);
		return `<li id="note-${number}">${words} <a href="#note-ref-${number}" role="doc-backlink" aria-label="${back}">↩</a></li>`;
	});
	return `<section class="notes" role="doc-endnotes" aria-label="${escapeHtml(say('document.footnotes'))}"><ol>${items.join('')}</ol></section>`;
}
