import { pictureAddress } from './address.ts';
import { addListItem, addText, blockBuilder, type BlockBuilder, endLine, takeLine } from './block-builder.ts';
import { cleanLines } from './clean-text.ts';
import { DocumentProblem } from './document-problem.ts';
import { findEmbed } from './embed-provider.ts';
import { fitProfile } from './fit-profile.ts';
import { marksWithin } from './html-marks.ts';
import { attribute, findAll, type HtmlElement, type HtmlNode, isElement, parseHtml, textOf } from './html-tree.ts';
import {
	type Block,
	documentLimits,
	type Document,
	type Inline,
	type Mark,
	type PictureAttributes,
	type Profile,
} from './schema.ts';
import { parseDocument } from './validate-document.ts';

/** Finds the picture of the media library for an address found in the input; null leaves the address as it is. */
export type FindPicture = (address: string) => Partial<PictureAttributes> | null;

const skipped = new Set(
	'script style template noscript head title meta link svg math object select textarea input button canvas map area base frame frameset noframes noembed dialog xml o:p'.split(
		' ',
	),
);
const inline = new Set(
	'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr picture'.split(
		' ',
	),
);

interface Reading {
	picture: FindPicture;
	depth: number;
}

/**
 * HTML from anywhere (an API, an import, a mail, Word, Google Docs) as a document: what has a counterpart is kept, the
 * text of everything else is kept, scripts and styles are dropped. Rows of a table become lines. What the profile does
 * not know becomes its nearest relative. Throws DocumentProblem `document.too-long`, `document.too-deep`.
 */
export function fromHtml(html: string, profile: Profile, options: { picture?: FindPicture } = {}): Document {
	const limit = documentLimits[profile].source;
	if (html.length > limit) throw new DocumentProblem('document.too-long', { measure: 'source', limit });
	const builder = blockBuilder();
	walk(parseHtml(cleanLines(html)), [], builder, { picture: options.picture ?? (() => null), depth: 0 });
	endLine(builder);
	return parseDocument({ type: 'doc', content: fitProfile(builder.blocks, profile) }, profile);
}

function walk(nodes: readonly HtmlNode[], marks: readonly Mark[], builder: BlockBuilder, reading: Reading): void {
	for (const node of nodes) {
		if (isElement(node)) element(node, marks, builder, reading);
		else if (node.nodeName === '#text' && 'value' in node) addText(builder, node.value, marks);
	}
}

function element(node: HtmlElement, marks: readonly Mark[], builder: BlockBuilder, reading: Reading): void {
	const name = node.tagName;
	if (skipped.has(name) || /mso-list:\s*ignore|display:\s*none/i.test(attribute(node, 'style').slice(0, 2_000))) return;
	if (name === 'br') builder.line.push({ type: 'hardBreak' });
	else if (inline.has(name)) walk(node.childNodes, marksWithin(node, marks), builder, reading);
	else if (name === 'img') addPicture(node, builder, reading, '');
	else block(node, marks, builder, reading);
}

function block(node: HtmlElement, marks: readonly Mark[], builder: BlockBuilder, reading: Reading): void {
	const name = node.tagName;
	endLine(builder);
	if (/^h[1-6]$/.test(name)) addHeading(node, Number(name[1]), builder, reading);
	else if (name === 'hr') builder.blocks.push({ type: 'horizontalRule' });
	else if (name === 'pre' || name === 'listing') addCode(node, builder);
	else if (name === 'ul' || name === 'ol' || name === 'menu') addList(node, builder, reading);
	else if (name === 'blockquote') addAll(builder, wrap('blockquote', within(node.childNodes, reading), reading));
	else if (name === 'figure') addFigure(node, marks, builder, reading);
	else if (name === 'iframe' || name === 'embed') addEmbed(attribute(node, 'src'), builder);
	else if (name === 'video' || name === 'audio')
		addEmbed(attribute(node, 'src') || attribute(findAll(node.childNodes, 'source')[0] ?? node, 'src'), builder);
	else if (name === 'tr') addRow(node, builder, reading);
	else if (name === 'p' && /mso-list:[^;]*level\d/i.test(attribute(node, 'style'))) addWordItem(node, builder, reading);
	else {
		walk(
			node.childNodes,
			name === 'dt' || name === 'th' || name === 'summary' ? [...marks, { type: 'bold' }] : marksWithin(node, marks),
			builder,
			reading,
		);
		endLine(builder);
	}
}

const addAll = (builder: BlockBuilder, blocks: readonly Block[]): void => void builder.blocks.push(...blocks);

/** The blocks inside an element. Deeper than anybody writes, levels fall together. */
function within(nodes: readonly HtmlNode[], reading: Reading): Block[] {
	const builder = blockBuilder();
	walk(nodes, [], builder, { ...reading, depth: reading.depth + 1 });
	endLine(builder);
	return builder.blocks;
}

const deepest = 5;

const wrap = (type: 'blockquote', content: Block[], reading: Reading): Block[] =>
	reading.depth >= deepest || !content.length ? content : [{ type, content }];

function addHeading(node: HtmlElement, level: number, builder: BlockBuilder, reading: Reading): void {
	const inner = within(node.childNodes, reading);
	const text = inner.flatMap((found): Inline[] => (found.type === 'paragraph' ? (found.content ?? []) : []));
	// A heading is bold already.
	const content = text.map((part): Inline =>
		part.type === 'text'
			? { ...part, marks: (part.marks ?? []).filter(({ type }) => type !== 'bold') }
			: { type: 'text', text: ' ' },
	);
	if (content.length)
		builder.blocks.push({ type: 'heading', attrs: { level: level <= 2 ? 2 : level === 3 ? 3 : 4 }, content });
	addAll(
		builder,
		inner.filter((found) => found.type !== 'paragraph'),
	);
}

function addCode(node: HtmlElement, builder: BlockBuilder): void {
	const code = findAll(node.childNodes, 'code')[0] ?? node;
	const language = /(?:^|\s)(?:language|lang)-([\w+#-]{1,30})/.exec(attribute(code, 'class'))?.[1] ?? null;
	const text = textOf(node).replace(/^\n/, '').replace(/\n$/, '');
	if (text.trim()) builder.blocks.push({ type: 'codeBlock', attrs: { language }, content: [{ type: 'text', text }] });
}

function addList(node: HtmlElement, builder: BlockBuilder, reading: Reading): void {
	const list = blockBuilder();
	for (const child of node.childNodes) {
		if (!isElement(child)) continue;
		const nested = child.tagName === 'ul' || child.tagName === 'ol';
		const content = within(nested ? [child] : child.childNodes, reading);
		const last = list.blocks.at(-1);
		if (!content.length) continue;
		// Google Docs puts a nested list beside its item instead of inside.
		if (nested && last?.type.endsWith('List') && 'content' in last)
			(last.content?.at(-1) as { content: Block[] }).content.push(...content);
		else addListItem(list, 1, node.tagName === 'ol', content);
	}
	const [made] = list.blocks;
	const start = Number(attribute(node, 'start') || 1);
	if (made?.type === 'orderedList' && Number.isInteger(start)) made.attrs.start = start;
	if (!made || !('content' in made)) return;
	if (reading.depth < deepest) builder.blocks.push(made);
	else
		addAll(
			builder,
			(made.content as { content: Block[] }[]).flatMap((item) => item.content),
		);
}

function addWordItem(node: HtmlElement, builder: BlockBuilder, reading: Reading): void {
	const level = Number(/level(\d)/i.exec(attribute(node, 'style'))?.[1] ?? 1);
	const marker = findAll(node.childNodes, 'span').find((span) => /mso-list:\s*ignore/i.test(attribute(span, 'style')));
	const ordered = /^\s*[(（]?(?:\d+|[a-z]{1,4}|[一二三四五六七八九十]+)[.)、）]/i.test(marker ? textOf(marker) : '');
	const content = within(node.childNodes, reading);
	if (content.length) addListItem(builder, level, ordered, content);
}

function addFigure(node: HtmlElement, marks: readonly Mark[], builder: BlockBuilder, reading: Reading): void {
	const [image, ...others] = findAll(node.childNodes, 'img');
	const [caption] = findAll(node.childNodes, 'figcaption');
	if (image && !others.length) return addPicture(image, builder, reading, caption ? textOf(caption) : '');
	walk(node.childNodes, marks, builder, reading);
	endLine(builder);
}

function addPicture(node: HtmlElement, builder: BlockBuilder, reading: Reading, caption: string): void {
	const address = attribute(node, 'src').trim();
	const found = reading.picture(address);
	const src = pictureAddress(address);
	if (!found && !src) return;
	endLine(builder);
	const size = { width: Number(attribute(node, 'width')) || null, height: Number(attribute(node, 'height')) || null };
	const text = {
		alt: attribute(node, 'alt'),
		caption: (caption || attribute(node, 'title')).replace(/\s+/g, ' ').trim(),
	};
	builder.blocks.push({ type: 'picture', attrs: { id: null, src: src ?? '', ...size, ...text, ...found } });
}

function addEmbed(address: string, builder: BlockBuilder): void {
	const url = address.startsWith('//') ? `https:${address}` : address;
	if (!/^https?:/i.test(url)) return;
	builder.blocks.push({ type: 'embed', attrs: { url: findEmbed(url)?.url ?? url, provider: '' } });
}

function addRow(node: HtmlElement, builder: BlockBuilder, reading: Reading): void {
	const row: Inline[] = [];
	const rest: Block[] = [];
	for (const cell of node.childNodes.filter(isElement)) {
		const inner = within([cell], reading);
		const text = inner.flatMap((found): Inline[] =>
			found.type === 'paragraph' ? [...(found.content ?? []), { type: 'text', text: ' ' }] : [],
		);
		if (text.length) row.push(...(row.length ? [{ type: 'text', text: '| ' } as const] : []), ...text);
		rest.push(...inner.filter((found) => found.type !== 'paragraph'));
	}
	builder.line = row;
	builder.blocks.push(
		...[takeLine(builder)].filter((line) => line.length).map((content): Block => ({ type: 'paragraph', content })),
		...rest,
	);
}
