import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { OldMedia, OldPost, OldWord } from '#transfer/facebook-page/old-post.ts';

// The shape of the download as it is remembered; whatever is not there is passed by, and a post that has none of it is told.
const Word = z.looseObject({
	timestamp: z.number().optional(),
	comment: z.string().default(''),
	author: z.string().default(''),
});
const Media = z.looseObject({
	uri: z.string().optional(),
	description: z.string().optional(),
	comments: z.array(Word).catch([]).optional(),
});
const Part = z.looseObject({
	media: Media.optional(),
	external_context: z.looseObject({ url: z.string().optional(), name: z.string().optional() }).optional(),
	text: z.string().optional(),
	place: z.looseObject({ name: z.string().optional() }).optional().catch(undefined),
});
const Post = z.looseObject({
	timestamp: z.number().optional(),
	title: z.string().optional(),
	// Whom it names; older downloads have the bare name.
	tags: z
		.array(z.union([z.string(), z.looseObject({ name: z.string() })]))
		.optional()
		.catch([]),
	data: z.array(z.looseObject({ post: z.string().optional() })).optional(),
	attachments: z.array(z.looseObject({ data: z.array(Part).optional() })).optional(),
});
const Said = z.looseObject({
	timestamp: z.number().optional(),
	data: z.array(z.looseObject({ comment: Word.optional() })),
});

/** What a value of a download is known by: what is repeated has the same. */
export const digestOf = (value: unknown): string =>
	createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24);

const moment = (seconds: number | undefined): Date | null => (seconds ? new Date(seconds * 1000) : null);

/** A post of the JSON form, text repaired already; null where it is none. */
export function postOfJson(value: unknown): OldPost | null {
	const read = Post.safeParse(value);
	if (!read.success) return null;
	const { timestamp, data = [], attachments = [], title = '', tags = [] } = read.data;
	const parts = attachments.flatMap((one) => one.data ?? []);
	const media = parts.flatMap((part) => mediaOf(part.media));
	const place = parts.map((part) => part.place?.name).find(Boolean);
	const tagged = tags.map((one) => (typeof one === 'string' ? one : one.name)).filter(Boolean);
	return {
		...(place ? { place } : {}),
		...(tagged.length ? { tagged } : {}),
		digest: digestOf(value),
		text: data
			.map((one) => one.post ?? '')
			.filter(Boolean)
			.join('\n\n'),
		title,
		posted: moment(timestamp),
		media,
		links: parts.flatMap(({ external_context: outside }) =>
			outside?.url ? [{ url: outside.url, name: outside.name ?? '' }] : [],
		),
		words: parts.flatMap((part) => part.media?.comments ?? []).flatMap(wordOf),
	};
}

/** The file that a value of an album tells of. */
export function mediaOf(value: unknown): OldMedia[] {
	const read = Media.safeParse(value);
	return read.success && read.data.uri ? [{ uri: read.data.uri, description: read.data.description ?? '' }] : [];
}

/** What the page itself said somewhere, as its list of comments tells it. */
export function wordsOfJson(value: unknown): OldWord[] {
	const read = Said.safeParse(value);
	return read.success ? read.data.data.flatMap(({ comment }) => (comment ? wordOf(comment) : [])) : [];
}

const wordOf = ({ author, comment, timestamp }: z.output<typeof Word>): OldWord[] =>
	comment.trim() ? [{ author, text: comment, posted: moment(timestamp) }] : [];
