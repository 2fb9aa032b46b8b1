import type { Inline, Mark, TextNode } from './schema.ts';
import { sameMarks } from './tidy-inline.ts';

const signs = { bold: '**', italic: '*', strike: '~~' } as const;

/** How many footnotes were met so far in the text; the next one has the next number. */
export interface FootnoteNumbers {
	met: number;
}

/** A line as Markdown. Neighbouring texts share the marks they have in common. */
export function inlineMarkdown(content: readonly Inline[] | undefined, notes: FootnoteNumbers): string {
	let text = '';
	let open: Mark[] = [];
	const close = (keep: number): void => {
		for (const mark of open.splice(keep).toReversed()) text += closing(mark);
	};
	for (const node of joined((content ?? []).flatMap(spacesOutside))) {
		if (node.type === 'hardBreak') {
			close(0);
			text += '\\\n';
			continue;
		}
		if (node.type === 'footnote') {
			close(0);
			text += `[^${(notes.met += 1)}]`;
			continue;
		}
		const marks = node.marks ?? [];
		if (marks.some((mark) => mark.type === 'code')) {
			close(0);
			text += codeSpan(node.text);
			continue;
		}
		const [only] = marks;
		if (
			marks.length === 1 &&
			only?.type === 'link' &&
			only.attrs.href === node.text &&
			!only.attrs.rel &&
			/^https?:\/\/[^\s<>\\]+$/.test(node.text)
		) {
			close(0);
			text += `<${node.text}>`;
			continue;
		}
		let shared = 0;
		while (shared < open.length && shared < marks.length && same(open[shared] as Mark, marks[shared] as Mark))
			shared += 1;
		close(shared);
		for (const mark of marks.slice(shared)) text += opening(mark);
		open = [...marks];
		text += escape(node.text);
	}
	close(0);
	// What begins a line may not look like a heading, a quote, a list, a rule or a block of ours.
	return text.replace(
		/(^|\\\n)(\s*)([#>+=-]|::|\d{1,9}(?=[.)]))/g,
		(_, start: string, gap: string, sign: string) => `${start}${gap}${/\d/.test(sign) ? `${sign}\\` : `\\${sign}`}`,
	);
}

const same = (one: Mark, other: Mark): boolean =>
	sameMarks({ type: 'text', text: '', marks: [one] }, { type: 'text', text: '', marks: [other] });

const opening = (mark: Mark): string => (mark.type === 'link' ? '[' : mark.type === 'code' ? '' : signs[mark.type]);

const closing = (mark: Mark): string =>
	mark.type === 'link'
		? `](${markdownAddress(mark.attrs.href)}${titled(mark.attrs.rel)})`
		: mark.type === 'code'
			? ''
			: signs[mark.type];

/** An address as Markdown has it in brackets; in angles when it has signs of its own. */
export const markdownAddress = (address: string): string => {
	const safe = address.replace(/[<>\\\s]/g, encodeURIComponent);
	return /^[^()&*_[\]`~]+$/.test(safe) ? safe : `<${safe.replaceAll('&', '&amp;')}>`;
};

/** A title as it stands behind an address. What a link is to search engines (`sponsored`, `nofollow`) stands there, too: Markdown has no other place. */
const titled = (title = ''): string => (title ? ` "${title.replace(/["\\&]/g, '\\$&')}"` : '');

/** `[text](address "title")`, everything in it escaped. */
export const linkMarkdown = (text: string, address: string, title = ''): string =>
	`[${text.replace(/[[\]\\`*_<&]/g, '\\$&')}](${markdownAddress(address)}${titled(title)})`;

/** Signs of emphasis must touch their words, so white space at the edges goes outside. */
function spacesOutside(node: Inline): Inline[] {
	if (node.type !== 'text' || !node.marks?.some((mark) => mark.type !== 'link' && mark.type !== 'code')) return [node];
	const body = node.text.trim();
	const [lead, trail] = [
		node.text.slice(0, node.text.length - node.text.trimStart().length),
		body ? node.text.slice(node.text.trimEnd().length) : '',
	];
	const marks = node.marks.filter((mark) => mark.type === 'link');
	const gap = (text: string): TextNode[] => (text ? [{ type: 'text', text, ...(marks.length && { marks }) }] : []);
	return [...gap(lead), ...(body ? [{ ...node, text: body }] : []), ...gap(trail)];
}

/** White space alone carries no marks, so that it joins what is plain beside it. */
const joined = (nodes: readonly Inline[]): Inline[] => nodes.filter((node) => node.type !== 'text' || node.text);

function codeSpan(text: string): string {
	const runs = new Set((text.match(/`+/g) ?? []).map((run) => run.length));
	let length = 1;
	while (runs.has(length)) length += 1;
	const fence = '`'.repeat(length);
	const pad = /^[` ]|[` ]$/.test(text) && text.trim() ? ' ' : '';
	return `${fence}${pad}${text}${pad}${fence}`;
}

const escape = (text: string): string => text.replace(/[\\`*_[\]<~|]|&(?=[a-z#])/gi, '\\$&');
