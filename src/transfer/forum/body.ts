import { cleanLines } from '#platform/document/clean-text.ts';
import { DocumentProblem } from '#platform/document/document-problem.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { fromTree } from '#platform/document/from-tree.ts';
import { isElement, type HtmlElement, type HtmlNode } from '#platform/document/html-tree.ts';
import { parseHtml } from '#platform/document/parse-html.ts';
import { broughtLimits } from '#platform/document/schema.ts';
import { withoutBbcode } from '#transfer/forum/bbcode.ts';
import type { OldBody } from '#transfer/item.ts';

/** What becomes of an element: other nodes in its place; null: what it is. */
export type Tidy = (element: HtmlElement) => readonly HtmlNode[] | null;

/** HTML of a forum as a document, after what is the forum's own was put into plain elements. */
export const bodyOfHtml = (html: string, tidy: Tidy): OldBody => ({
	source: html,
	read(picture) {
		const limit = broughtLimits.source;
		if (html.length > limit) throw new DocumentProblem('document.too-long', { measure: 'source', limit });
		return fromTree(tidied(parseHtml(cleanLines(html)), tidy), 'comment', { picture, limits: broughtLimits });
	},
});

const tidied = (nodes: readonly HtmlNode[], tidy: Tidy): HtmlNode[] =>
	nodes.flatMap((node) => {
		if (!isElement(node)) return [node];
		const instead = tidy(node);
		// What stands inside of a quote is the forum's own as well.
		return (instead ?? [node]).map((one) =>
			isElement(one) ? { ...one, childNodes: tidied(one.childNodes, tidy) } : one,
		);
	});

/** Markdown of a forum as a document, with what was written in BBCode among it. */
export const bodyOfMarkdown = (markdown: string): OldBody => ({
	source: markdown,
	read: (picture) => fromMarkdown(withoutBbcode(markdown), 'comment', { picture, limits: broughtLimits }),
});

/** An element of an HTML tree. */
export const made = (
	tagName: string,
	childNodes: readonly HtmlNode[],
	attrs: Record<string, string> = {},
): HtmlElement => ({
	nodeName: tagName,
	tagName,
	attrs: Object.entries(attrs).map(([name, value]) => ({ name, value })),
	childNodes,
});

export const madeText = (value: string): HtmlNode => ({ nodeName: '#text', value });
