import type { Item, Note } from '#transfer/item.ts';
import { escapeHtml } from '#platform/document/escape-html.ts';
import { namesOfWords } from '#transfer/facebook-page/name-posts.ts';

/** A picture or another file of a download, by its place there, and what is said of it. */
export interface OldMedia {
	uri: string;
	description: string;
}

/** What somebody said beneath a post's picture. */
export interface OldWord {
	author: string;
	text: string;
	posted: Date | null;
}

/** A post of a page, whichever way the download says it. */
export interface OldPost {
	/** Of all that stands in it, and beneath it: another as soon as anything of that changes. Until 2026-11 it was its name. */
	digest: string;
	text: string;
	/** What Facebook says of it: “… shared a link”. */
	title: string;
	posted: Date | null;
	media: OldMedia[];
	links: { url: string; name: string }[];
	words: OldWord[];
	/** Where it was written, and whom it names. */
	place?: string;
	tagged?: string[];
}

/** Where a file of the download is known to lie; only a name, nothing is fetched from it. */
export const archive = 'https://archive.invalid/';

/** Whether a file of a download is a picture, by its name. */
export const isPicture = (uri: string): boolean => /\.(?:jpe?g|png|gif|webp)$/i.test(uri);

/** The address that a picture of the download is known by. */
export const addressOf = (uri: string): string => `${archive}${encodeURI(uri)}`;

/** A post as an article under its name, and after it what was said beneath it. */
export function itemsOfPost(
	{ digest, text, title: said, posted, media, links, words, place = '', tagged = [] }: OldPost,
	id: string,
): Item[] {
	const notes: Note[] = [];
	const html = [paragraphs(text)];
	const described = new Set([text]);
	for (const { uri, description } of media) {
		const own = described.has(description) ? '' : description;
		if (isPicture(uri)) html.push(picture(uri, own));
		else notes.push({ code: 'file', details: { name: uri.split('/').at(-1) ?? uri } });
	}
	for (const { url, name } of links) html.push(`<p><a href="${escapeHtml(url)}">${escapeHtml(name || url)}</a></p>`);
	const whole = html.filter(Boolean).join('');
	if (!whole) return [{ kind: 'left', id, what: 'article', title: said || id, note: { code: 'empty' } }];
	if (place) notes.push({ code: 'facebook.place', details: { name: place.slice(0, 100) } });
	if (tagged.length) notes.push({ code: 'facebook.tagged', details: { names: tagged.join('、').slice(0, 300) } });
	if (!posted) notes.push({ code: 'time-unknown' });
	const [first = ''] = text.split('\n');
	const article: Item = {
		kind: 'article',
		id,
		formerly: { id: digest, published: posted },
		title: [...first].slice(0, 60).join('') || (posted ? posted.toISOString().slice(0, 10) : ''),
		html: whole,
		excerpt: '',
		slug: '',
		tags: hashtagsIn(text),
		author: null,
		locale: null,
		access: 'public',
		published: posted ?? new Date(0),
		cover: null,
		addresses: [],
		open: true,
		notes,
	};
	const names = namesOfWords(words);
	return [article, ...words.map((word, place) => commentOf(id, word, names[place] ?? '', posted))];
}

const commentOf = (under: string, { author, text, posted }: OldWord, name: string, after: Date | null): Item => ({
	kind: 'comment',
	id: `${under} ${name}`,
	formerly: { under },
	under,
	parent: null,
	author: { person: null, name: author },
	html: paragraphs(text),
	posted: posted ?? after ?? new Date(0),
	notes: posted ? [] : [{ code: 'time-unknown' }],
});

/** `#醬油` in a text, as Facebook reads it: a number alone is none, nor is what stands in an address. */
export const hashtagsIn = (text: string): string[] => [
	...new Set(
		[...text.matchAll(/(?<![\p{L}\p{N}_&/#＃])[#＃]([\p{L}\p{N}\p{M}_]+)/gu)]
			.map(([, name = '']) => name)
			.filter((name) => /\p{L}/u.test(name)),
	),
];

const paragraphs = (text: string): string =>
	text
		.split(/\n{2,}/)
		.filter((one) => one.trim())
		.map((one) => `<p>${escapeHtml(one).replaceAll('\n', '<br>')}</p>`)
		.join('');

const picture = (uri: string, alt: string): string =>
	`<figure><img src="${escapeHtml(addressOf(uri))}" alt="${escapeHtml([...alt].slice(0, 300).join(''))}"></figure>`;
