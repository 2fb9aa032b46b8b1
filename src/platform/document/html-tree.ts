import { type DefaultTreeAdapterMap, defaultTreeAdapter, parseFragment } from 'parse5';
import { DocumentProblem } from './document-problem.ts';

export type HtmlNode = DefaultTreeAdapterMap['childNode'];
export type HtmlElement = DefaultTreeAdapterMap['element'];

/** Levels and elements a page may have before it counts as hostile; browsers stop at 512 levels as well. */
const limits = { depth: 400, elements: 60_000 };

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

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node;

/** The value of an attribute, empty when it is not there. */
export const attribute = (element: HtmlElement, name: string): string =>
	element.attrs.find((found) => found.name === name)?.value ?? '';

/** All text inside, as written. */
export function textOf(node: HtmlNode): string {
	if ('value' in node) return node.value;
	return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/** Elements with this name inside, in order. */
export function findAll(nodes: readonly HtmlNode[], name: string): HtmlElement[] {
	return nodes.flatMap((node) =>
		isElement(node) ? [...(node.tagName === name ? [node] : []), ...findAll(node.childNodes, name)] : [],
	);
}
