import type MarkdownIt from 'markdown-it';
import { escapeHtml } from './escape-html.ts';

type Reader = InstanceType<typeof MarkdownIt>;
type BlockState = InstanceType<Reader['block']['State']>;

/**
 * Blocks that Markdown has no word for, each alone on its line: `::button[label](address "sponsored")`,
 * `::file[name](/files/… "type size")`, `::contents`, `::block[kind](id)`. Anything else that begins with two colons is text.
 */
export function ownBlocks(markdown: Reader): void {
	markdown.block.ruler.before(
		'paragraph',
		'own-block',
		(state, startLine, _endLine, silent) => {
			const source = state.src.slice(
				(state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0),
				state.eMarks[startLine],
			);
			const html = source.startsWith('::') ? blockHtml(source.trimEnd(), markdown) : null;
			if (html === null) return false;
			if (!silent) put(state, startLine, html);
			return true;
		},
		{ alt: ['paragraph', 'reference', 'blockquote', 'list'] },
	);
}

function put(state: BlockState, line: number, html: string): void {
	state.line = line + 1;
	const token = state.push('html_block', '', 0);
	token.map = [line, state.line];
	token.content = html;
}

function blockHtml(source: string, { helpers, utils }: Reader): string | null {
	if (source === '::contents') return '<nav class="contents"></nav>';
	const [, kind, id] = /^::block\[([a-z]{1,20})\]\((\d{1,15})\)$/.exec(source) ?? [];
	if (kind) return `<div class="block" data-kind="${kind}" data-id="${id}"></div>`;
	const name = /^::(button|file)\[/.exec(source)?.[1];
	if (!name) return null;
	const close = labelEnd(source, name.length + 2);
	if (close < 0 || source[close + 1] !== '(') return null;
	const label = escapeHtml(utils.unescapeAll(source.slice(name.length + 3, close)));
	const destination = helpers.parseLinkDestination(source, close + 2, source.length);
	if (!destination.ok) return null;
	const space = /\s*/.exec(source.slice(destination.pos))?.[0].length ?? 0;
	const title = helpers.parseLinkTitle(source, destination.pos + space, source.length);
	const end = title.ok ? title.pos : destination.pos + space;
	if (source.slice(end).trim() !== ')') return null;
	const href = escapeHtml(utils.unescapeAll(destination.str));
	const said = title.ok ? title.str : '';
	if (name === 'button') return `<p><a class="button" href="${href}" rel="${escapeHtml(said)}">${label}</a></p>`;
	const [, type = '', size = ''] = /^(\S*\/\S*)? ?(\d*)$/.exec(said) ?? [];
	const facts = `type="${escapeHtml(type)}" data-size="${escapeHtml(size)}"`;
	return `<p class="file"><a href="${href}" download="${label}" ${facts}>${label}</a></p>`;
}

/** Where a label that begins with a bracket ends; -1 when it does not. Brackets within are escaped. */
function labelEnd(source: string, start: number): number {
	for (let at = start + 1; at < source.length; at += 1) {
		if (source[at] === '\\') at += 1;
		else if (source[at] === ']') return at;
		else if (source[at] === '[') return -1;
	}
	return -1;
}
