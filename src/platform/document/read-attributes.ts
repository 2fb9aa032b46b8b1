import { actionAddress, fileAddress, linkAddress, pictureAddress } from './address.ts';
import { cleanText } from './clean-text.ts';
import { findEmbed } from './embed-provider.ts';
import { attributeLimits, linkRelations, type Block, type LinkRelation, type PictureAttributes } from './schema.ts';

/** Reads attributes by name; what is not an own property of a plain object is undefined. */
export type Attributes = (name: string) => unknown;

/** A reader of an untrusted attribute object. */
export const readAttributes =
	(value: unknown): Attributes =>
	(name) =>
		typeof value === 'object' && value !== null && Object.hasOwn(value, name)
			? (value as Record<string, unknown>)[name]
			: undefined;

/** Words in an attribute, cut at their limit. Cleaned at last, because a cut may part a character. */
const words = (value: unknown, most: number): string =>
	typeof value === 'string' ? cleanText(value.slice(0, most)).replace(/ +/g, ' ').trim() : '';

const caption = (value: unknown): string => words(value, attributeLimits.caption);

const whole = (value: unknown, most: number): number | null => {
	const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 && number <= most ? number : null;
};

/** The attributes of a picture, or null when it has neither an id nor an address. Captions are cut at their limit. */
export function readPicture(attrs: Attributes): PictureAttributes | null {
	const [id, src] = [whole(attrs('id'), Number.MAX_SAFE_INTEGER), pictureAddress(attrs('src'))];
	if (id === null && src === null) return null;
	const size = { width: whole(attrs('width'), 100_000), height: whole(attrs('height'), 100_000) };
	return { id, src: src ?? '', alt: caption(attrs('alt')), caption: caption(attrs('caption')), ...size };
}

/** An embed by its address; an address nobody can show becomes a paragraph with the link; none at all, nothing. */
export function readEmbed(attrs: Attributes): Block[] {
	const found = findEmbed(attrs('url'));
	if (found) return [{ type: 'embed', attrs: { url: found.url, provider: found.provider } }];
	const href = linkAddress(attrs('url'));
	return href
		? [{ type: 'paragraph', content: [{ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }] }]
		: [];
}

/**
 * What a link says of itself, from the words of a `rel`. What was said by guests (`ugc`) is said again where guests write,
 * and is no statement of the house.
 */
export function readRelation(value: unknown): { rel?: LinkRelation } {
	const words = typeof value === 'string' ? value.slice(0, 200).toLowerCase().split(/\s+/) : [];
	const rel = words.includes('ugc') ? undefined : linkRelations.find((one) => words.includes(one));
	return rel ? { rel } : {};
}

/** A button by its label and address; without a usable address its label is a paragraph, without a label it is nothing. */
export function readButton(attrs: Attributes): Block[] {
	const [label, href] = [words(attrs('label'), attributeLimits.label), actionAddress(attrs('href'))];
	if (!label) return [];
	if (!href) return [{ type: 'paragraph', content: [{ type: 'text', text: label }] }];
	return [{ type: 'button', attrs: { label, href, ...readRelation(attrs('rel')) } }];
}

/** A file by its address and name. Signs that part folders do not belong to a name. */
export function readFile(attrs: Attributes): Block[] {
	const src = fileAddress(attrs('src'));
	if (!src) return [];
	const name = words(attrs('name'), attributeLimits.fileName).replace(/[/\\]/g, '_') || 'file';
	const type = attrs('mediaType');
	const mediaType = typeof type === 'string' && /^[a-z]+\/[a-z0-9.+-]{1,100}$/i.test(type) ? type.toLowerCase() : null;
	return [{ type: 'file', attrs: { src, name, size: whole(attrs('size'), 1e12), mediaType } }];
}

/** What another module shows; without a kind or a number there is nothing to show. */
export function readModuleBlock(attrs: Attributes): Block[] {
	const [kind, id] = [attrs('kind'), whole(attrs('id'), Number.MAX_SAFE_INTEGER)];
	if (typeof kind !== 'string' || !/^[a-z]{1,20}$/.test(kind) || id === null) return [];
	return [{ type: 'moduleBlock', attrs: { kind, id } }];
}

/** What a footnote says; empty when it says nothing. */
export const readFootnote = (attrs: Attributes): string => words(attrs('text'), attributeLimits.footnote);
