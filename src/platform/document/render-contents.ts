import { escapeHtml } from './escape-html.ts';
import type { OutlineEntry } from './outline.ts';
import type { Rendering } from './rendering.ts';

/** The headings as a list of lists with links to them; nothing for fewer than two, which need no map. */
export function renderContents(rendering: Rendering): string {
	const { outline, say } = rendering;
	if (outline.length < 2) return '';
	const title = escapeHtml(say('document.contents'));
	return `<nav class="contents" aria-label="${title}"><p><strong>${title}</strong></p>${list(outline)}</nav>`;
}

/** Headings of the highest level here, each with those below it. */
function list(entries: readonly OutlineEntry[]): string {
	if (!entries.length) return '';
	const top = Math.min(...entries.map(({ level }) => level));
	let html = '';
	for (let index = 0; index < entries.length;) {
		const entry = entries[index] as OutlineEntry;
		let end = index + 1;
		// What stands above the first heading of this level begins the list all the same.
		while (end < entries.length && (entries[end] as OutlineEntry).level > top) end += 1;
		const within = entry.level > top ? entries.slice(index, end) : entries.slice(index + 1, end);
		const line =
			entry.level > top ? '' : `<a href="#${escapeHtml(entry.id)}">${escapeHtml(entry.text.replace(/\s+/g, ' '))}</a>`;
		html += line ? `<li>${line}${list(within)}</li>` : list(within).replace(/^<ol>|<\/ol>$/g, '');
		index = end;
	}
	return `<ol>${html}</ol>`;
}
