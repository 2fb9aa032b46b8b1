import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Item, Note } from '#transfer/item.ts';

// The shape of the download as it is remembered; whatever is not there is passed by, and a post that has none of it is told.
const Media = z.object({
	uri: z.string().optional(),
	description: z.string().optional(),
	title: z.string().optional(),
});
const Part = z.looseObject({
	media: Media.optional(),
	external_context: z.looseObject({ url: z.string().optional(), name: z.string().optional() }).optional(),
	text: z.string().optional(),
});
const Post = z.looseObject({
	timestamp: z.number().optional(),
	title: z.string().optional(),
	data: z.array(z.looseObject({ post: z.string().optional() })).optional(),
	attachments: z.array(z.looseObject({ data: z.array(Part).optional() })).optional(),
});

/** Where a file of the download is known to lie; only a name, nothing is fetched from it. */
export const archive = 'https://archive.invalid/';

/** A post of a page's download, text repaired already. A repeated one has the same id. */
export function itemOfPost(value: unknown): Item {
	const read = Post.safeParse(value);
	const id = createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24);
	const left = (code: string, title: string): Item => ({ kind: 'left', id, what: 'article', title, note: { code } });
	if (!read.success) return left('facebook.unknown', id);
	const { timestamp, data = [], attachments = [], title: said = '' } = read.data;
	const text = data
		.map((one) => one.post ?? '')
		.filter(Boolean)
		.join('\n\n');
	const parts = attachments.flatMap((one) => one.data ?? []);
	const notes: Note[] = [];
	const html = [paragraphs(text)];
	for (const part of parts) {
		const { uri = '', description = '' } = part.media ?? {};
		if (/\.(?:jpe?g|png|gif|webp)$/i.test(uri)) html.push(picture(uri, description === text ? '' : description));
		else if (uri) notes.push({ code: 'file', details: { name: uri.split('/').at(-1) ?? uri } });
		const link = part.external_context?.url;
		if (link) html.push(`<p><a href="${escape(link)}">${escape(part.external_context?.name || link)}</a></p>`);
	}
	const whole = html.filter(Boolean).join('');
	if (!whole) return left('empty', said || id);
	const posted = timestamp ? new Date(timestamp * 1000) : null;
	if (!posted) notes.push({ code: 'time-unknown' });
	const [first = ''] = text.split('\n');
	return {
		kind: 'article',
		id,
		title: [...first].slice(0, 60).join('') || (posted ? posted.toISOString().slice(0, 10) : ''),
		html: whole,
		excerpt: '',
		slug: '',
		tags: [],
		author: null,
		locale: null,
		access: 'public',
		published: posted ?? new Date(0),
		cover: null,
		addresses: [],
		open: true,
		notes,
	};
}

const paragraphs = (text: string): string =>
	text
		.split(/\n{2,}/)
		.filter((one) => one.trim())
		.map((one) => `<p>${escape(one).replaceAll('\n', '<br>')}</p>`)
		.join('');

const picture = (uri: string, alt: string): string =>
	`<figure><img src="${archive}${escape(encodeURI(uri))}" alt="${escape([...alt].slice(0, 300).join(''))}"></figure>`;

const escape = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
