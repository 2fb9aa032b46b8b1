import { pictureAddress } from './address.ts';
import { addText, type BlockBuilder, endLine } from './block-builder.ts';
import type { HtmlReading } from './html-reading.ts';
import { attribute, findAll, type HtmlElement, type HtmlNode, isElement, isText, textOf } from './html-tree.ts';
import type { Picture } from './schema.ts';

/** The picture of an `img`, or null when it has no address that a picture may have. */
export function pictureOf(node: HtmlElement, caption: string, reading: HtmlReading): Picture | null {
	const address = sourceOf(node);
	const found = reading.picture(address);
	const src = pictureAddress(address);
	if (!found && !src) return null;
	const size = { width: Number(attribute(node, 'width')) || null, height: Number(attribute(node, 'height')) || null };
	const text = {
		alt: attribute(node, 'alt'),
		caption: (caption || attribute(node, 'title')).replace(/\s+/g, ' ').trim(),
	};
	const picture: Picture = { type: 'picture', attrs: { id: null, src: src ?? '', ...size, ...text, ...found } };
	if (found) reading.own.add(picture);
	return picture;
}

/** Where a script of the page put the real address, for whoever scrolls there; `src` is a placeholder then. */
const later = ['data-src', 'data-lazy-src', 'data-original'];

const sourceOf = (node: HtmlElement): string =>
	later.map((name) => attribute(node, name).trim()).find((found) => pictureAddress(found)) ??
	attribute(node, 'src').trim();

export function addPicture(node: HtmlElement, builder: BlockBuilder, reading: HtmlReading, caption: string): void {
	const picture = pictureOf(node, caption, reading);
	if (!picture) return;
	endLine(builder);
	builder.blocks.push(picture);
}

/**
 * Pictures that stand side by side: an element that says so by its class (ours, WordPress, Ghost), or a line with nothing
 * else in it. False when it is none of these.
 */
export function addGallery(node: HtmlElement, builder: BlockBuilder, reading: HtmlReading): boolean {
	const images = findAll(node.childNodes, 'img');
	if (images.length < 2 || images.length > most) return false;
	const named = /(?:^|[\s-])gallery(?:[\s-]|$)/i.test(attribute(node, 'class').slice(0, 1_000));
	if ((!named && node.tagName !== 'p') || !onlyPictures(node.childNodes)) return false;
	const figures = findAll(node.childNodes, 'figure');
	const content = images.flatMap((image) => {
		const figure = figures.findLast((one) => findAll(one.childNodes, 'img').includes(image));
		return pictureOf(image, figure ? captionOf(figure) : '', reading) ?? [];
	});
	if (content.length) builder.blocks.push({ type: 'gallery', content });
	const own = node.childNodes.find((child) => isElement(child) && child.tagName === 'figcaption');
	if (own) addText(builder, textOf(own), []);
	endLine(builder);
	return true;
}

/** More pictures than this in one place are a page, not a gallery. */
const most = 100;

export function captionOf(figure: HtmlElement): string {
	const [caption] = findAll(figure.childNodes, 'figcaption');
	return caption ? textOf(caption) : '';
}

const onlyPictures = (nodes: readonly HtmlNode[]): boolean =>
	nodes.every((node) =>
		isElement(node)
			? /^(?:img|br|source|figcaption)$/.test(node.tagName) || onlyPictures(node.childNodes)
			: !isText(node) || !node.value.trim(),
	);
