import { linkAddress } from './address.ts';
import { cleanLines, cleanText } from './clean-text.ts';
import { readAttributes, readFootnote, readRelation } from './read-attributes.ts';
import { markOrder, type Inline, type Mark, type TextNode } from './schema.ts';
import { tidyInline, tidyMarks } from './tidy-inline.ts';
import { children, countText, invalid, own, readNode, type Walk } from './walk.ts';

/** The line of a paragraph or heading. */
export function readInline(parent: object, walk: Walk, depth: number, path: string): { content?: Inline[] } {
	const content = tidyInline(
		children(parent, path, walk).flatMap((child, index): Inline[] => {
			const at = `${path}.${index}`;
			const { type, source } = readNode(child, walk, depth, at);
			if (type === 'hardBreak') return [{ type }];
			if (type === 'footnote') {
				const text = readFootnote(readAttributes(own(source, 'attrs')));
				countText(walk, text.length);
				return text ? [{ type, attrs: { text } }] : [];
			}
			if (type !== 'text') throw invalid(at, 'place');
			const marks = tidyMarks(readMarks(own(source, 'marks'), at));
			const text = cleanText(readText(source, walk, at));
			return [marks.length ? { type, text, marks } : { type, text }];
		}),
	);
	return content.length ? { content } : {};
}

/** The text of a code block: its line ends are kept, marks are none. */
export function readCode(parent: object, walk: Walk, depth: number, path: string): TextNode[] {
	const text = children(parent, path, walk).map((child, index) => {
		const { type, source } = readNode(child, walk, depth, `${path}.${index}`);
		if (type !== 'text') throw invalid(`${path}.${index}`, 'place');
		return cleanLines(readText(source, walk, `${path}.${index}`));
	});
	return text.join('') ? [{ type: 'text', text: text.join('') }] : [];
}

function readText(source: object, walk: Walk, path: string): string {
	const text = own(source, 'text');
	if (typeof text !== 'string') throw invalid(path, 'text');
	countText(walk, text.length);
	return text;
}

function readMarks(value: unknown, path: string): Mark[] {
	if (value === undefined || value === null) return [];
	if (!Array.isArray(value) || value.length > 16) throw invalid(path, 'mark');
	return value.flatMap((mark: unknown): Mark[] => {
		const type = typeof mark === 'object' && mark !== null ? own(mark, 'type') : undefined;
		if (!(markOrder as readonly unknown[]).includes(type)) throw invalid(path, 'mark');
		if (type !== 'link') return [{ type } as Mark];
		const attrs = readAttributes(own(mark as object, 'attrs'));
		const href = linkAddress(attrs('href'));
		return href ? [{ type, attrs: { href, ...readRelation(attrs('rel')) } }] : [];
	});
}
