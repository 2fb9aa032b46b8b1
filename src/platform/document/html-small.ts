import { type HtmlElement, type HtmlNode, isElement, isText } from './html-tree.ts';

const written = '0123456789+-=()';
const raisedSigns = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾';
const loweredSigns = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎';

/**
 * What stands in a `sup` or `sub`: numbers by the signs that Unicode has for them, since m² is not m2 and CO₂ not CO2; words stay
 * as they are.
 */
export function raised(node: HtmlElement): readonly HtmlNode[] {
	const [only, ...others] = node.childNodes;
	if (!only || others.length || !isText(only)) return node.childNodes;
	const text = only.value.trim().replaceAll('−', '-');
	if (!text || [...text].some((sign) => !written.includes(sign))) return node.childNodes;
	const signs = [...(node.tagName === 'sup' ? raisedSigns : loweredSigns)];
	return [{ nodeName: '#text', value: [...text].map((sign) => signs[written.indexOf(sign)] ?? sign).join('') }];
}

/** Who is quoted stands on a line of its own below the quotation, also where the page had only the browser's style for that. */
export const onItsOwn = (node: HtmlNode): HtmlNode =>
	isElement(node) && node.tagName === 'cite'
		? { nodeName: 'footer', tagName: 'footer', attrs: [], childNodes: [node] }
		: node;
