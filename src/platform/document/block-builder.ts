import { collapseSpace } from './clean-text.ts';
import { findEmbed } from './embed-provider.ts';
import type { Block, Inline, ListItem, Mark } from './schema.ts';
import { tidyInline } from './tidy-inline.ts';

/** Collects lines and blocks while a foreign tree is walked. */
export interface BlockBuilder {
	blocks: Block[];
	line: Inline[];
}

export const blockBuilder = (): BlockBuilder => ({ blocks: [], line: [] });

/** Adds text as a reader would see it, white space collapsed. */
export function addText(builder: BlockBuilder, text: string, marks: readonly Mark[]): void {
	const shown = collapseSpace(text);
	if (shown) builder.line.push({ type: 'text', text: shown, marks: [...marks] });
}

/** Ends the line: what was collected becomes a paragraph, or an embed when it is nothing but the address of one. */
export function endLine(builder: BlockBuilder): void {
	for (const line of splitAtDoubleBreaks(takeLine(builder))) {
		const [first] = line;
		const embed = line.length === 1 && first?.type === 'text' && !first.marks?.length ? findEmbed(first.text) : null;
		if (embed) builder.blocks.push({ type: 'embed', attrs: { url: embed.url, provider: embed.provider } });
		else if (line.length) builder.blocks.push({ type: 'paragraph', content: line });
	}
}

/** The line collected so far, trimmed, and a new one begins. */
export function takeLine(builder: BlockBuilder): Inline[] {
	const line = trimLine(builder.line);
	builder.line = [];
	return line;
}

const blank = (node: Inline | undefined): boolean =>
	node?.type === 'hardBreak' || (node?.type === 'text' && !node.text.trim());

function trimLine(nodes: readonly Inline[]): Inline[] {
	const line: Inline[] = [];
	for (const node of nodes) {
		const last = line.at(-1);
		// White space at the beginning of a line, and next to other white space, is not shown.
		const spaced = !last || last.type === 'hardBreak' || (last.type === 'text' && last.text.endsWith(' '));
		const next = node.type === 'text' && spaced ? { ...node, text: node.text.trimStart() } : node;
		if (next.type === 'hardBreak' && last?.type === 'text') last.text = last.text.trimEnd();
		if (next.type !== 'text' || next.text) line.push(next.type === 'text' ? { ...next } : next);
	}
	while (blank(line[0])) line.shift();
	while (blank(line.at(-1))) line.pop();
	const last = line.at(-1);
	if (last?.type === 'text') last.text = last.text.trimEnd();
	return tidyInline(
		line.map((node) => (node.type === 'text' && !node.marks?.length ? { type: 'text', text: node.text } : node)),
	);
}

/** Two line ends in a row are how mail and old editors part paragraphs. */
function splitAtDoubleBreaks(line: readonly Inline[]): Inline[][] {
	const lines: Inline[][] = [[]];
	line.forEach((node, index) => {
		const current = lines.at(-1) as Inline[];
		if (node.type === 'hardBreak' && line[index + 1]?.type === 'hardBreak') return;
		if (node.type === 'hardBreak' && line[index - 1]?.type === 'hardBreak') lines.push([]);
		else current.push(node);
	});
	return lines.filter((part) => part.length);
}

/** Adds an item to a list at a level (1 = outermost), as Word writes lists: flat paragraphs that know their level. */
export function addListItem(builder: BlockBuilder, level: number, ordered: boolean, content: Block[]): void {
	const item: ListItem = { type: 'listItem', content };
	let blocks = builder.blocks;
	for (let depth = 1; depth < Math.min(level, 6); depth += 1) {
		const last = blocks.at(-1);
		if (last?.type !== 'bulletList' && last?.type !== 'orderedList') break;
		blocks = (last.content.at(-1) as ListItem).content;
	}
	const last = blocks.at(-1);
	if (last?.type === (ordered ? 'orderedList' : 'bulletList')) last.content.push(item);
	else if (ordered) blocks.push({ type: 'orderedList', attrs: { start: 1 }, content: [item] });
	else blocks.push({ type: 'bulletList', content: [item] });
}
