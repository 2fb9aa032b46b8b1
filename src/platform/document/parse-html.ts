import { defaultTreeAdapter, parseFragment } from 'parse5';
import { DocumentProblem } from './document-problem.ts';
import { htmlLimits as limits, type HtmlNode } from './html-tree.ts';

/**
 * HTML as a tree. A few kilobytes of misnested tags can make a parser build millions of elements or walk endless
 * scopes, so both are counted while it builds. Throws DocumentProblem `document.too-deep`, `document.too-long`.
 */
export function parseHtml(html: string): HtmlNode[] {
	const depths = new WeakMap<object, number>();
	let elements = 0;
	const below = (parent: object, child: object): void => {
		const depth = (depths.get(parent) ?? 0) + 1;
		if (depth > limits.depth) throw new DocumentProblem('document.too-deep', { measure: 'depth', limit: limits.depth });
		depths.set(child, depth);
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
