import type MarkdownIt from 'markdown-it';
import { escapeHtml } from './escape-html.ts';

type Reader = InstanceType<typeof MarkdownIt>;
type Token = ReturnType<Reader['parseInline']>[number];

/** What is kept beside a text while it is read. */
interface Environment {
	notes?: Map<string, { text: string; used: boolean }>;
	references?: number;
}

/** References to footnotes beyond these stay as they were typed: one note named a million times is no text. */
const mostReferences = 2_000;

/** Footnotes as most Markdown has them: `[^1]` in the text, `[^1]: what it says` on a line of its own. */
export function footnotes(markdown: Reader): void {
	markdown.block.ruler.before(
		'reference',
		'footnote',
		(state, startLine, _endLine, silent) => {
			const source = state.src.slice(
				(state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0),
				state.eMarks[startLine],
			);
			const [, label, text] = /^\[\^([^\]\s]{1,60})\]:[ \t]*(\S.*)$/.exec(source) ?? [];
			if (!label || !text) return false;
			if (silent) return true;
			const notes = ((state.env as Environment).notes ??= new Map());
			if (!notes.has(label)) notes.set(label, { text: plain(markdown.parseInline(text, {})), used: false });
			state.line = startLine + 1;
			return true;
		},
		{ alt: ['paragraph', 'reference'] },
	);
	markdown.inline.ruler.before('link', 'footnote', (state, silent) => {
		if (!state.src.startsWith('[^', state.pos)) return false;
		const env = state.env as Environment;
		const [all, label] = /^\[\^([^\]\s]{1,60})\]/.exec(state.src.slice(state.pos, state.pos + 64)) ?? [];
		const note = label ? env.notes?.get(label) : undefined;
		if (!all || !note || (env.references ?? 0) >= mostReferences) return false;
		if (!silent) {
			note.used = true;
			env.references = (env.references ?? 0) + 1;
			state.push('html_inline', '', 0).content = `<sup data-footnote="${escapeHtml(note.text)}"></sup>`;
		}
		state.pos += all.length;
		return true;
	});
	markdown.core.ruler.after('inline', 'unused-footnotes', (state) => {
		// What nobody refers to is text all the same.
		for (const [label, { text, used }] of (state.env as Environment).notes ?? []) {
			if (used) continue;
			const token = new state.Token('html_block', '', 0);
			token.content = `<p>${escapeHtml(`[^${label}]: ${text}`)}</p>`;
			state.tokens.push(token);
		}
	});
}

/** The words of a line, with the addresses of its links. */
function plain(tokens: readonly Token[]): string {
	let text = '';
	const links: { href: string; from: number }[] = [];
	for (const token of tokens.flatMap(({ children }) => children ?? [])) {
		if (token.type === 'link_open') links.push({ href: String(token.attrGet('href') ?? ''), from: text.length });
		else if (token.type === 'link_close') {
			const link = links.pop();
			if (link && text.slice(link.from) !== link.href) text += ` ${link.href}`;
		} else text += token.type.endsWith('break') ? ' ' : token.content;
	}
	return text.trim();
}
