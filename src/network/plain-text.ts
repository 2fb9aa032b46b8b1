import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** The words of a network's HTML, with its paragraphs as empty lines. */
export function plainText(html: string): string {
	return parseFragment(html)
		.childNodes.map(wordsOf)
		.join('')
		.replace(/[ \t]+\n/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

function wordsOf(node: Node): string {
	if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
	if (node.nodeName === 'br') return '\n';
	if (!('childNodes' in node)) return '';
	const words = node.childNodes.map(wordsOf).join('');
	return /^(?:p|div|li|blockquote)$/.test(node.nodeName) ? `${words}\n\n` : words;
}
