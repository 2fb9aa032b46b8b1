/** Elements that end a line by themselves. */
const blocks =
	'address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|legend|li|main|nav|noscript|object|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|audio';
const beforeBlock = new RegExp(`\\s*\\n\\s*(?=</?(?:${blocks})\\b)`, 'gi');
const afterBlock = new RegExp(`(</?(?:${blocks})\\b[^<>]{0,4000}>)\\s*\\n\\s*`, 'gi');
const asWritten = /<(pre|script|style|textarea)\b[\s\S]*?<\/\1\s*>/gi;

/**
 * The old way of writing for the web: an empty line begins a paragraph, a line end breaks the line. Makes both visible to
 * a reader of HTML; text that says its paragraphs by elements stays as it is.
 */
export function lineEndsToHtml(text: string): string {
	let made = '';
	let done = 0;
	const lines = text.replace(/\r\n?/g, '\n');
	for (const found of lines.matchAll(asWritten)) {
		made += breaks(lines.slice(done, found.index)) + found[0];
		done = found.index + found[0].length;
	}
	return made + breaks(lines.slice(done));
}

const breaks = (text: string): string =>
	text
		.replace(/\n[ \t]*(?=\n)/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.replace(beforeBlock, '')
		.replace(afterBlock, '$1')
		.replaceAll('\n', '<br>');
