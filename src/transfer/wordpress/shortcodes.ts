import type { Note } from '#transfer/item.ts';

/** A picture of the old site's library, as galleries name it. */
export interface Attachment {
	address: string;
	/** The article it was uploaded to. */
	parent: string;
	alt: string;
	caption: string;
}

export interface ShortcodeWorld {
	/** The article they stand in. */
	post: string;
	attachment(id: string): Attachment | undefined;
	attachmentsOf(post: string): Attachment[];
	/** A block that is written once for many articles, by its number. */
	reused?(id: string): string | undefined;
	note(note: Note): void;
}

const tag = /\[(\/?)([a-zA-Z][\w-]{1,40})((?:[\s=][^\][]{0,2000})?)\]/g;

/**
 * Shortcodes become what they showed: captions, galleries, embeds. One that only its plug-in understood is taken out, what
 * it surrounded stays, and it is noted. Words in brackets that are no shortcode stay words.
 */
export function expandShortcodes(text: string, world: ShortcodeWorld, depth = 0): string {
	if (!text.includes('[') || depth > 8) return text;
	let made = '';
	let done = 0;
	const unclosed = new Set<string>();
	for (const found of text.matchAll(tag)) {
		const [whole, closing = '', name = '', rest = ''] = found;
		if (found.index < done) continue;
		const end = found.index + whole.length;
		made += text.slice(done, found.index);
		done = end;
		if (text[found.index - 1] === '[' && text[end] === ']') {
			// [[name]] is how one writes about a shortcode.
			made = `${made.slice(0, -1)}${whole}`;
			done = end + 1;
			continue;
		}
		const close = `[/${name}]`;
		const at = closing || rest.trimEnd().endsWith('/') || unclosed.has(name) ? -1 : text.indexOf(close, end);
		if (at < 0) unclosed.add(name);
		const inner = at < 0 ? null : text.slice(end, at);
		const shown = show(name, rest, inner, world, depth);
		if (shown === null || (closing && !shortcodeLike(name, rest, inner))) {
			made += whole;
			continue;
		}
		if (inner !== null) done = at + close.length;
		made += closing ? '' : shown;
	}
	return made + text.slice(done);
}

/** What a shortcode shows; null: it is none. */
function show(name: string, rest: string, inner: string | null, world: ShortcodeWorld, depth: number): string | null {
	const attributes = readAttributes(rest);
	switch (name.toLowerCase()) {
		case 'caption':
		case 'wp_caption':
			return captioned(inner ?? '', attributes['caption'] ?? '');
		case 'gallery':
			return gallery(attributes, world);
		case 'embed':
			return ownLine(inner?.trim() ?? '');
		case 'audio':
		case 'video':
		case 'youtube':
		case 'vimeo':
		case 'soundcloud':
		case 'twitter':
		case 'instagram':
		case 'facebook': {
			const address = /https?:\/\/[^\s"'\][<>]+/.exec(`${rest} ${inner ?? ''}`)?.[0];
			if (address) return ownLine(address.replaceAll('&amp;', '&'));
		}
	}
	if (!shortcodeLike(name, rest, inner)) return null;
	world.note({ code: 'shortcode', details: { name: name.toLowerCase() } });
	return expandShortcodes(inner ?? '', world, depth + 1);
}

const shortcodeLike = (name: string, rest: string, inner: string | null): boolean =>
	inner !== null || /=/.test(rest) || /[_-]/.test(name) || /^(?:caption|gallery|embed|playlist)$/i.test(name);

export function readAttributes(text: string): Record<string, string> {
	const attributes: Record<string, string> = {};
	for (const [, name = '', double, single, bare] of text.matchAll(
		/([\w-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/]+))/g,
	))
		attributes[name.toLowerCase()] = double ?? single ?? bare ?? '';
	return attributes;
}

function captioned(inner: string, said: string): string {
	const picture = /<img\b[^>]*>/i.exec(inner)?.[0];
	if (!picture) return inner;
	const text = said || inner.replace(/<a\b[^>]*>\s*<img\b[^>]*>\s*<\/a>|<img\b[^>]*>/i, '').trim();
	return `<figure>${picture}<figcaption>${text}</figcaption></figure>`;
}

function gallery(attributes: Record<string, string>, world: ShortcodeWorld): string {
	const ids = (attributes['ids'] ?? attributes['include'] ?? '').split(/[\s,]+/).filter(Boolean);
	const excluded = new Set((attributes['exclude'] ?? '').split(/[\s,]+/));
	const pictures = ids.length
		? ids.map((id) => world.attachment(id))
		: world
				.attachmentsOf(attributes['id'] ?? world.post)
				.filter((one) => ![...excluded].some((id) => id && world.attachment(id) === one));
	const there = pictures.filter((one) => one !== undefined);
	if (there.length < pictures.length || !there.length)
		world.note({ code: 'gallery.missing', details: { count: Math.max(1, pictures.length - there.length) } });
	return there.map(figure).join('');
}

export const figure = ({ address, alt, caption }: Pick<Attachment, 'address' | 'alt' | 'caption'>): string =>
	`<figure><img src="${escape(address)}" alt="${escape(alt)}">${caption ? `<figcaption>${caption}</figcaption>` : ''}</figure>`;

const ownLine = (address: string): string => (address ? `<p>${escape(address)}</p>` : '');

const escape = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
