import { addText, blockBuilder, type BlockBuilder, endLine } from './block-builder.ts';
import { fitProfile } from './fit-profile.ts';
import { addAttachment, addEmbed, addFigure } from './html-attachment.ts';
import { findFootnotes } from './html-footnotes.ts';
import { addList, addWordItem } from './html-list.ts';
import { marksWithin } from './html-marks.ts';
import { addGallery, addPicture } from './html-picture.ts';
import { addAll, deepest, type HtmlReading, type ReadOptions } from './html-reading.ts';
import { addLooseRow, addTable } from './html-table.ts';
import { attribute, findAll, type HtmlElement, type HtmlNode, isElement, isText, textOf } from './html-tree.ts';
import { onItsOwn, raised } from './html-small.ts';
import type { Block, Document, Inline, Mark, Profile } from './schema.ts';
import { parseDocument } from './validate-document.ts';

const skipped = new Set(
	'script style template noscript head title meta link svg select textarea input button canvas map area base frame frameset noframes noembed dialog xml o:p'.split(
		' ',
	),
);
const inline = new Set(
	'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr picture'.split(
		' ',
	),
);

/** A foreign tree as a document. Throws DocumentProblem. */
export function fromTree(nodes: readonly HtmlNode[], profile: Profile, options: ReadOptions = {}): Document {
	const reading: HtmlReading = {
		picture: options.picture ?? (() => null),
		own: new Set(),
		footnotes: findFootnotes(nodes),
		depth: 0,
		within,
	};
	const builder = blockBuilder();
	walk(nodes, [], builder, reading);
	endLine(builder);
	return parseDocument(
		{ type: 'doc', content: fitProfile(builder.blocks, profile, reading.own) },
		profile,
		options.limits,
	);
}

function within(nodes: readonly HtmlNode[], reading: HtmlReading): Block[] {
	const builder = blockBuilder();
	walk(nodes, [], builder, { ...reading, depth: reading.depth + 1 });
	endLine(builder);
	return builder.blocks;
}

function walk(nodes: readonly HtmlNode[], marks: readonly Mark[], builder: BlockBuilder, reading: HtmlReading): void {
	for (const node of nodes) {
		if (isElement(node)) element(node, marks, builder, reading);
		else if (isText(node)) addText(builder, node.value, marks);
	}
}

function element(node: HtmlElement, marks: readonly Mark[], builder: BlockBuilder, reading: HtmlReading): void {
	const name = node.tagName;
	if (skipped.has(name) || /mso-list:\s*ignore|display:\s*none/i.test(attribute(node, 'style').slice(0, 2_000))) return;
	if (reading.footnotes.said.has(node)) return;
	const note = reading.footnotes.texts.get(node) ?? attribute(node, 'data-footnote');
	if (note) builder.line.push({ type: 'footnote', attrs: { text: note } });
	else if (name === 'br') builder.line.push({ type: 'hardBreak' });
	else if (name === 'sup' || name === 'sub') walk(raised(node), marksWithin(node, marks), builder, reading);
	else if (inline.has(name)) walk(node.childNodes, marksWithin(node, marks), builder, reading);
	else if (name === 'math') addText(builder, formula(node), marks);
	else if (name === 'img') addPicture(node, builder, reading, '');
	else block(node, marks, builder, reading);
}

function block(node: HtmlElement, marks: readonly Mark[], builder: BlockBuilder, reading: HtmlReading): void {
	const name = node.tagName;
	endLine(builder);
	if (/^h[1-6]$/.test(name)) addHeading(node, Number(name[1]), builder, reading);
	else if (name === 'hr') addRule(node, builder);
	else if (name === 'pre' || name === 'listing') addCode(node, builder);
	else if (/^(?:p|div|ul|figure|section)$/.test(name) && addGallery(node, builder, reading)) return;
	else if (name === 'ul' || name === 'ol' || name === 'menu') addList(node, builder, reading);
	else if (name === 'blockquote') addQuote(within(node.childNodes.map(onItsOwn), reading), builder, reading);
	else if (name === 'figure' && addFigure(node, builder, reading)) return;
	else if (name === 'iframe' || name === 'embed') addEmbed(attribute(node, 'src'), builder);
	else if (name === 'video' || name === 'audio')
		addEmbed(attribute(node, 'src') || attribute(findAll(node.childNodes, 'source')[0] ?? node, 'src'), builder);
	else if (name === 'object') addObject(node, marks, builder, reading);
	else if (name === 'table') addTable(node, builder, reading);
	else if (name === 'tr') addLooseRow(node, builder, reading);
	else if (name === 'p' && /mso-list:[^;]*level\d/i.test(attribute(node, 'style'))) addWordItem(node, builder, reading);
	else if (addAttachment(node, builder)) return;
	else {
		const bold = name === 'dt' || name === 'th' || name === 'summary';
		walk(node.childNodes, bold ? [...marks, { type: 'bold' }] : marksWithin(node, marks), builder, reading);
		endLine(builder);
	}
}

/** A formula as the signs it is made of; not once more as the source that some carry beside it. */
const formula = (node: HtmlElement): string =>
	textOf(node, findAll(node.childNodes, 'annotation')[0]).replace(/\s+/g, '');

/** What a browser of former days showed by a plug-in: what stands inside for those without it, or the address it was of. */
function addObject(node: HtmlElement, marks: readonly Mark[], builder: BlockBuilder, reading: HtmlReading): void {
	const before = builder.blocks.length;
	walk(node.childNodes, marks, builder, reading);
	endLine(builder);
	if (builder.blocks.length > before) return;
	const named = findAll(node.childNodes, 'param').find((one) => /^(?:movie|src)$/i.test(attribute(one, 'name')));
	addEmbed(attribute(node, 'data') || (named ? attribute(named, 'value') : ''), builder);
}

function addHeading(node: HtmlElement, level: number, builder: BlockBuilder, reading: HtmlReading): void {
	const inner = within(node.childNodes, reading);
	const text = inner.flatMap((found): Inline[] => (found.type === 'paragraph' ? (found.content ?? []) : []));
	const content = text.map((part): Inline => {
		if (part.type === 'hardBreak') return { type: 'text', text: ' ' };
		if (part.type === 'footnote') return part;
		// A heading is bold already.
		return { ...part, marks: (part.marks ?? []).filter(({ type }) => type !== 'bold') };
	});
	if (content.length)
		builder.blocks.push({ type: 'heading', attrs: { level: level <= 2 ? 2 : level === 3 ? 3 : 4 }, content });
	addAll(
		builder,
		inner.filter((found) => found.type !== 'paragraph'),
	);
}

/** A divider; not the short line that Word draws above its footnotes. */
function addRule(node: HtmlElement, builder: BlockBuilder): void {
	if (attribute(node, 'size') !== '1' || attribute(node, 'width') !== '33%')
		builder.blocks.push({ type: 'horizontalRule' });
}

function addCode(node: HtmlElement, builder: BlockBuilder): void {
	const code = findAll(node.childNodes, 'code')[0] ?? node;
	const language = /(?:^|\s)(?:language|lang)-([\w+#-]{1,30})/.exec(attribute(code, 'class'))?.[1] ?? null;
	const text = textOf(node).replace(/^\n/, '').replace(/\n$/, '');
	if (text.trim()) builder.blocks.push({ type: 'codeBlock', attrs: { language }, content: [{ type: 'text', text }] });
}

function addQuote(content: Block[], builder: BlockBuilder, reading: HtmlReading): void {
	if (reading.depth >= deepest || !content.length) addAll(builder, content);
	else builder.blocks.push({ type: 'blockquote', content });
}
