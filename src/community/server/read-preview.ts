import { attribute, findAll, textOf, type HtmlElement } from '#platform/document/html-tree.ts';
import { parseHtml } from '#platform/document/parse-html.ts';
import type { ReadPreview } from '#community/preview.ts';

/** Characters of each that are kept. */
const most = { title: 200, description: 300, source: 60 } as const;

/** Words of a page on one line, without signs that cannot be seen or that turn the reading direction. */
const clean = (text: string, length: number): string =>
	[
		...text
			.normalize('NFC')
			.replace(/[\p{C}\s]+/gu, ' ')
			.trim(),
	]
		.slice(0, length)
		.join('');

/**
 * What a page at `address` says of itself: by Open Graph, by Twitter's names, or as every page does. Null: it has no
 * title. Throws DocumentProblem for a page made to be costly.
 */
export function readPreview(html: string, address: string): ReadPreview | null {
	const tree = parseHtml(html);
	const metas = findAll(tree, 'meta');
	const said = (...names: string[]): string => {
		for (const name of names) {
			const meta = metas.find((one) => nameOf(one) === name && attribute(one, 'content').trim());
			if (meta) return attribute(meta, 'content');
		}
		return '';
	};
	const [heading] = findAll(tree, 'title');
	const title = clean(said('og:title', 'twitter:title') || (heading ? textOf(heading) : ''), most.title);
	if (!title) return null;
	const picture = said('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image').trim();
	return {
		title,
		description: clean(said('og:description', 'twitter:description', 'description'), most.description),
		source: clean(said('og:site_name'), most.source) || new URL(address).hostname.replace(/^www\./, ''),
		picture: picture && URL.canParse(picture, address) ? webAddress(new URL(picture, address)) : null,
	};
}

const nameOf = (meta: HtmlElement): string =>
	(attribute(meta, 'property') || attribute(meta, 'name')).trim().toLowerCase();

const webAddress = (url: URL): string | null => (/^https?:$/.test(url.protocol) ? url.href : null);

/** The words of an answer by the encoding that it names (`Big5` is still written in Taiwan), or as UTF-8. */
export function decodePage(body: Buffer, contentType: string): string {
	const named =
		/charset=["']?([\w-]+)/i.exec(contentType)?.[1] ??
		/<meta[^>]{0,200}charset=["']?([\w-]+)/i.exec(body.subarray(0, 2_048).toString('latin1'))?.[1] ??
		'utf-8';
	try {
		return new TextDecoder(named).decode(body);
	} catch {
		return body.toString('utf8');
	}
}
