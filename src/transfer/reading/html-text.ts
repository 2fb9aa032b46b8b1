import { fromHtml } from '#platform/document/from-html.ts';
import { plainText } from '#platform/document/plain-text.ts';

/** What a reader sees of a short piece of HTML, such as a title with entities in it, on one line. */
export function htmlText(html: string): string {
	if (!/[<&]/.test(html)) return html.trim();
	return plainText(fromHtml(html.slice(0, 4_000), 'comment'))
		.replace(/\s+/g, ' ')
		.trim();
}
