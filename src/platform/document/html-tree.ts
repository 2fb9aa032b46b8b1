/** A text of an HTML tree. */
export interface HtmlText {
	nodeName: string;
	value: string;
}

/** An element of an HTML tree, with its name in small letters. */
export interface HtmlElement {
	nodeName: string;
	tagName: string;
	attrs: readonly { name: string; value: string }[];
	childNodes: readonly HtmlNode[];
}

/**
 * HTML as a tree, in the shape of parse5: elements, texts, and others that are passed over. On the server parse5 makes it,
 * in a browser its own parser does (`src/ui/editor/browser-tree.ts`), so that both read a paste alike.
 */
export type HtmlNode = HtmlElement | HtmlText | { nodeName: string };

/** Levels and elements a page may have before it counts as hostile; browsers stop at 512 levels as well. */
export const htmlLimits = { depth: 400, elements: 60_000 };

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node;

export const isText = (node: HtmlNode): node is HtmlText => node.nodeName === '#text' && 'value' in node;

/** The value of an attribute, empty when it is not there. */
export const attribute = (element: HtmlElement, name: string): string =>
	element.attrs.find((found) => found.name === name)?.value ?? '';

/** Whether an element has a class. */
export const hasClass = (element: HtmlElement, name: string): boolean => {
	const classes = attribute(element, 'class');
	return classes !== '' && classes.slice(0, 1_000).split(/\s+/).includes(name);
};

/** All text inside, as written, with its line ends; without what is inside `without`. */
export function textOf(node: HtmlNode, without?: HtmlElement): string {
	if (isText(node)) return node.value;
	if (!isElement(node) || node === without) return '';
	return node.tagName === 'br' ? '\n' : node.childNodes.map((child) => textOf(child, without)).join('');
}

/** Elements with one of these names inside, in order. */
export function findAll(nodes: readonly HtmlNode[], ...names: string[]): HtmlElement[] {
	return nodes.flatMap((node) =>
		isElement(node) ? [...(names.includes(node.tagName) ? [node] : []), ...findAll(node.childNodes, ...names)] : [],
	);
}
