import { collapseSpace } from './clean-text.ts';
import { attribute, type HtmlElement, type HtmlNode, isElement, textOf } from './html-tree.ts';

/** Footnotes in a foreign tree: what each link in the text stands for, and the elements at the end that say it. */
export interface FoundFootnotes {
	texts: Map<HtmlElement, string>;
	said: Set<HtmlElement>;
}

/** A link to a place of the same page, the names by which it can be reached itself, and the block around it. */
interface Anchor {
	element: HtmlElement;
	target: string;
	names: string[];
	container: HtmlElement | undefined;
}

/**
 * Word, Google Docs, WordPress, Pandoc and our own pages all write a footnote as two links that lead to each other; the
 * first stands in the text, the block around the second one says it.
 */
export function findFootnotes(nodes: readonly HtmlNode[]): FoundFootnotes {
	const found: FoundFootnotes = { texts: new Map(), said: new Set() };
	const anchors: Anchor[] = [];
	collect(nodes, [], anchors);
	const reached = new Map<string, number[]>();
	anchors.forEach((anchor, index) => {
		for (const name of anchor.names) {
			const known = reached.get(name);
			if (!known) reached.set(name, [index]);
			// A name that many share is nobody's.
			else if (known.length < 3) known.push(index);
		}
	});
	anchors.forEach((reference, index) => {
		const at = reached
			.get(reference.target)
			?.find((other) => other > index && reference.names.includes(anchors[other]?.target ?? ''));
		const note = at === undefined ? undefined : anchors[at];
		if (!note?.container || found.said.has(note.container)) return;
		const text = collapseSpace(textOf(note.container, note.element)).trim();
		if (!text || /^h[1-6]$/.test(note.container.tagName)) return;
		found.texts.set(reference.element, text);
		found.said.add(note.container);
	});
	return found;
}

function collect(nodes: readonly HtmlNode[], around: readonly HtmlElement[], anchors: Anchor[]): void {
	for (const node of nodes) {
		if (!isElement(node)) continue;
		const href = node.tagName === 'a' ? attribute(node, 'href').trim() : '';
		if (href.length > 1 && href.length < 200 && href.startsWith('#'))
			anchors.push({
				element: node,
				target: decoded(href.slice(1)),
				names: [node, ...around.slice(-3)]
					.flatMap((element) => [attribute(element, 'id'), attribute(element, 'name')])
					.filter(Boolean),
				container:
					around.findLast(({ tagName }) => tagName === 'li') ??
					around.findLast(({ tagName }) => /^(?:p|div|h[1-6]|dd)$/.test(tagName)),
			});
		collect(node.childNodes, [...around.slice(-12), node], anchors);
	}
}

function decoded(fragment: string): string {
	try {
		return decodeURIComponent(fragment);
	} catch {
		return fragment;
	}
}
