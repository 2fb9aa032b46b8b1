import { z } from 'zod';
import type { NetworkComment } from '#network/network.ts';
import { webAddress } from '#network/read-answer.ts';

export const Comment = z.object({
	id: z.string(),
	snippet: z.object({
		/** With `textFormat=plainText` the words as they are, without markup. */
		textDisplay: z.string().default(''),
		textOriginal: z.string().optional(),
		authorDisplayName: z.string().default(''),
		authorChannelUrl: z.string().optional(),
		authorChannelId: z.object({ value: z.string() }).optional(),
		parentId: z.string().optional(),
		publishedAt: z.string(),
	}),
});
export type Comment = z.output<typeof Comment>;

export const Threads = z.object({
	items: z
		.array(
			z.object({
				snippet: z.object({ topLevelComment: Comment, totalReplyCount: z.number().default(0) }),
				replies: z.object({ comments: z.array(Comment) }).optional(),
			}),
		)
		.default([]),
	nextPageToken: z.string().optional(),
});
export const Comments = z.object({ items: z.array(Comment).default([]), nextPageToken: z.string().optional() });

export const wordsOf = ({ snippet }: Comment): string => snippet.textOriginal ?? snippet.textDisplay;

export const addressOf = (video: string, comment: string): string =>
	`https://www.youtube.com/watch?v=${encodeURIComponent(video)}&lc=${encodeURIComponent(comment)}`;

export const commentOf = (one: Comment, video: string, channel: string): NetworkComment => ({
	id: one.id,
	url: addressOf(video, one.id),
	parent: one.snippet.parentId ?? null,
	author: { name: one.snippet.authorDisplayName, url: webAddress(one.snippet.authorChannelUrl) },
	text: wordsOf(one),
	posted: new Date(one.snippet.publishedAt),
	own: one.snippet.authorChannelId?.value === channel,
});

/** The video that an address leads to; null when it leads to none. */
export function videoAt(address: string): string | null {
	if (!URL.canParse(address)) return null;
	const { hostname, pathname, searchParams } = new URL(address);
	const host = hostname.replace(/^(?:www|m)\./, '');
	const id =
		host === 'youtu.be'
			? pathname.slice(1)
			: host === 'youtube.com'
				? (searchParams.get('v') ?? /^\/(?:shorts|live|embed)\/([\w-]+)/.exec(pathname)?.[1])
				: null;
	return id && /^[\w-]{11}$/.test(id) ? id : null;
}
