import { actionAddress, fileAddress } from './address.ts';
import type { BlockBuilder } from './block-builder.ts';
import { findEmbed } from './embed-provider.ts';
import { addPicture, captionOf } from './html-picture.ts';
import type { HtmlReading } from './html-reading.ts';
import { attribute, findAll, hasClass, type HtmlElement, isElement, isText, textOf } from './html-tree.ts';
import { readRelation } from './read-attributes.ts';

/** Something of another place by its address; validation makes a link of what cannot be embedded. */
export function addEmbed(address: string, builder: BlockBuilder): void {
	const url = address.startsWith('//') ? `https:${address}` : address;
	if (!/^https?:/i.test(url)) return;
	builder.blocks.push({ type: 'embed', attrs: { url: findEmbed(url)?.url ?? url, provider: '' } });
}

/** A figure around one picture, or one of our embeds. False when it is neither. */
export function addFigure(node: HtmlElement, builder: BlockBuilder, reading: HtmlReading): boolean {
	const [image, ...others] = findAll(node.childNodes, 'img');
	const [link] = hasClass(node, 'embed') ? findAll(node.childNodes, 'a') : [];
	if (link) addEmbed(attribute(link, 'href'), builder);
	else if (image && !others.length) addPicture(image, builder, reading, captionOf(node));
	else return false;
	return true;
}

const buttonClasses = ['button', 'wp-block-button__link', 'kg-btn'];

/**
 * What one of our pages (or WordPress, or Ghost) shows as a button, a file, a table of contents or a module's block. False when it is none
 * of these.
 */
export function addAttachment(node: HtmlElement, builder: BlockBuilder): boolean {
	if (node.tagName === 'nav' && hasClass(node, 'contents')) return Boolean(builder.blocks.push({ type: 'contents' }));
	// What a module showed in it was of that moment.
	if (node.tagName === 'div' && hasClass(node, 'block') && attribute(node, 'data-kind')) {
		const attrs = { kind: attribute(node, 'data-kind'), id: Number(attribute(node, 'data-id')) };
		return Boolean(builder.blocks.push({ type: 'moduleBlock', attrs }));
	}
	const [link, ...others] = node.childNodes.filter(
		(child) => isElement(child) || (isText(child) && child.value.trim()),
	);
	if (!link || others.length || !isElement(link) || link.tagName !== 'a') return false;
	const href = attribute(link, 'href').trim();
	if (hasClass(node, 'file') && fileAddress(href)) {
		const [size, mediaType] = [attribute(link, 'data-size'), attribute(link, 'type') || null];
		const attrs = { src: href, name: attribute(link, 'download'), size: size ? Number(size) : null, mediaType };
		return Boolean(builder.blocks.push({ type: 'file', attrs }));
	}
	const label = textOf(link).replace(/\s+/g, ' ').trim();
	if (!label || !actionAddress(href) || !buttonClasses.some((name) => hasClass(link, name))) return false;
	return Boolean(
		builder.blocks.push({ type: 'button', attrs: { label, href, ...readRelation(attribute(link, 'rel')) } }),
	);
}
