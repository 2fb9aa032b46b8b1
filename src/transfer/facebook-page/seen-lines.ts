import { hasClass, isElement, isText, type HtmlNode } from '#platform/document/html-tree.ts';

/** Text as a reader sees it, line by line; what was said beneath a picture is not part of it. */
export function seenLines(nodes: readonly HtmlNode[]): string {
	const read = (node: HtmlNode): string => {
		if (isText(node)) return node.value;
		if (!isElement(node) || hasClass(node, 'comment')) return '';
		if (node.tagName === 'br') return '\n';
		const inner = node.childNodes.map(read).join('');
		return /^(?:div|p|tr|li|h\d)$/.test(node.tagName) ? `\n${inner}\n` : inner;
	};
	return nodes
		.map(read)
		.join('')
		.replace(/[ \t]*\n[ \t]*/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}
