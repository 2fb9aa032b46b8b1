import { parseHtml } from '#platform/document/parse-html.ts';
import { attribute, findAll } from '#platform/document/html-tree.ts';

/**
 * Where a page takes Webmentions (W3C Webmention §3.1.2): the first `rel=webmention` of its Link header, else of its
 * `link` and `a` elements in the order of the page; relative to the page. Null when it takes none.
 */
export function findEndpoint(url: string, header: string | readonly string[] | undefined, html: string): string | null {
	for (const line of [header ?? []].flat()) {
		for (const [, address = '', parameters = ''] of line.matchAll(/<([^>]*)>((?:\s*;[^,"]*(?:"[^"]*")?)*)/g)) {
			const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters);
			if (hasRel(rel?.[1] ?? rel?.[2] ?? '')) return resolve(address, url);
		}
	}
	for (const element of findAll(parseHtml(html), 'link', 'a')) {
		if (!hasRel(attribute(element, 'rel'))) continue;
		if (element.attrs.some(({ name }) => name === 'href')) return resolve(attribute(element, 'href'), url);
	}
	return null;
}

const hasRel = (rel: string): boolean => rel.toLowerCase().split(/\s+/).includes('webmention');

const resolve = (address: string, url: string): string | null =>
	URL.canParse(address, url) ? new URL(address, url).href : null;
