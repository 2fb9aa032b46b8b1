import { linkAddress, pictureAddress } from './address.ts';
import { cleanText } from './clean-text.ts';
import { findEmbed } from './embed-provider.ts';
import { attributeLimits, type Block, type PictureAttributes } from './schema.ts';

/** Reads attributes by name; what is not an own property of a plain object is undefined. */
export type Attributes = (name: string) => unknown;

/** A reader of an untrusted attribute object. */
export const readAttributes =
	(value: unknown): Attributes =>
	(name) =>
		typeof value === 'object' && value !== null && Object.hasOwn(value, name)
			? (value as Record<string, unknown>)[name]
			: undefined;

const caption = (value: unknown): string =>
	typeof value === 'string' ? cleanText(value.slice(0, attributeLimits.caption)).trim() : '';

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
