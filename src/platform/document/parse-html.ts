import { defaultTreeAdapter, parseFragment } from 'parse5';
import { DocumentProblem } from './document-problem.ts';
import { htmlLimits as limits, type HtmlNode } from './html-tree.ts';

/** How deep a node stands; noted on the node itself, since a weak map of all nodes costs the collector more than the parsing. */
const level = Symbol('level');
interface Deep {
	[level]?: number;
}

/**
 * HTML as a tree. A few kilobytes of misnested tags can make a parser build millions of elements or walk endless
 * scopes, so both are counted while it builds. Throws DocumentProblem `document.too-deep`, `document.too-long`.
 */
export function parseHtml(html: string): HtmlNode[] {
	let elements = 0;
	const below = (parent: object & Deep, child: object & Deep): void => {
		const depth = (parent[level] ?? 0) + 1;
		if (depth > limits.depth) throw new DocumentProblem('document.too-deep', { measure: 'depth', limit: limits.depth });
		child[level] = depth;
	};
	const treeAdapter: typeof defaultTreeAdapter = {
		...defaultTreeAdapter,
		createElement(tagName, namespace, attributes) {
			elements += 1;
			if (elements > limits.elements)
				throw new DocumentProblem('document.too-long', { measure: 'nodes', limit: limits.elements });
			return defaultTreeAdapter.createElement(tagName, namespace, attributes);
		},
		appendChild(parent, child) {
			below(parent, child);
			defaultTreeAdapter.appendChild(parent, child);
		},
		insertBefore(parent, child, reference) {
			below(parent, child);
			defaultTreeAdapter.insertBefore(parent, child, reference);
		},
	};
	return parseFragment(html, { treeAdapter, scriptingEnabled: false }).childNodes;
}
