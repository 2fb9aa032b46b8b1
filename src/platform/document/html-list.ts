import { addListItem, blockBuilder, type BlockBuilder } from './block-builder.ts';
import { addAll, deepest, type HtmlReading } from './html-reading.ts';
import { attribute, findAll, type HtmlElement, isElement, textOf } from './html-tree.ts';
import type { Block } from './schema.ts';

export function addList(node: HtmlElement, builder: BlockBuilder, reading: HtmlReading): void {
	const list = blockBuilder();
	for (const child of node.childNodes) {
		if (!isElement(child) || reading.footnotes.said.has(child)) continue;
		const nested = child.tagName === 'ul' || child.tagName === 'ol';
		const content = reading.within(nested ? [child] : child.childNodes, reading);
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

/** Word's lists are flat paragraphs that know their level, with their sign drawn as text. */
export function addWordItem(node: HtmlElement, builder: BlockBuilder, reading: HtmlReading): void {
	const level = Number(/level(\d)/i.exec(attribute(node, 'style'))?.[1] ?? 1);
	const marker = findAll(node.childNodes, 'span').find((span) => /mso-list:\s*ignore/i.test(attribute(span, 'style')));
	const ordered = /^\s*[(（]?(?:\d+|[a-z]{1,4}|[一二三四五六七八九十]+)[.)、）]/i.test(marker ? textOf(marker) : '');
	const content = reading.within(node.childNodes, reading);
	if (content.length) addListItem(builder, level, ordered, content);
}
