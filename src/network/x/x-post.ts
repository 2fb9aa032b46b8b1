import { z } from 'zod';
import type { NetworkComment, OwnAccount, Published } from '#network/network.ts';

export const Post = z.object({
	id: z.string(),
	text: z.string().default(''),
	created_at: z.string().optional(),
	author_id: z.string().optional(),
	conversation_id: z.string().optional(),
	referenced_posts: z.array(z.object({ type: z.string(), id: z.string() })).optional(),
	entities: z
		.object({ urls: z.array(z.object({ url: z.string(), expanded_url: z.string().optional() })).optional() })
		.optional(),
	public_metrics: z
		.object({
			like_count: z.number().optional(),
			reply_count: z.number().optional(),
			impression_count: z.number().optional(),
		})
		.optional(),
	non_public_metrics: z.object({ url_link_clicks: z.number().optional() }).optional(),
});
export type Post = z.output<typeof Post>;

export const Posts = z.object({
	data: z.array(Post).default([]),
	includes: z
		.object({ users: z.array(z.object({ id: z.string(), username: z.string(), name: z.string() })).optional() })
		.optional(),
	meta: z.object({ next_token: z.string().optional() }).optional(),
});

/** What every list is asked for. */
export const postFields = {
	'post.fields': 'created_at,conversation_id,entities,text',
	expansions: 'author_id,referenced_posts',
	'user.fields': 'name,username',
};

export const standing = ({ connection }: OwnAccount, id: string): Published => ({
	id,
	url: `https://x.com/${connection['username'] ?? 'i'}/status/${id}`,
});

/** The words as they were written: addresses are shortened there, pictures have one of their own, and three signs are escaped. */
export function wordsOf({ text, entities }: Post): string {
	let words = text;
	for (const { url, expanded_url: whole = '' } of entities?.urls ?? [])
		words = words.replace(url, /\/(?:photo|video)\/\d+$/.test(whole) ? '' : whole);
	return words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim();
}

/** Whom an answer names by itself at its front is not part of what was said. */
const withoutNames = (text: string): string => text.replace(/^(?:@\w+\s+)+/, '');

export function commentsOf(
	{ data, includes }: z.output<typeof Posts>,
	post: string,
	account: OwnAccount,
): NetworkComment[] {
	return data
		.filter(({ id, conversation_id: root }) => root === post && id !== post)
		.map((one) => {
			const user = includes?.users?.find(({ id }) => id === one.author_id);
			const parent = one.referenced_posts?.find(({ type }) => type === 'replied_to')?.id ?? null;
			return {
				id: one.id,
				url: user ? `https://x.com/${user.username}/status/${one.id}` : null,
				parent: parent === post ? null : parent,
				author: { name: user?.name ?? '', url: user ? `https://x.com/${user.username}` : null },
				text: withoutNames(wordsOf(one)),
				posted: new Date(one.created_at ?? 0),
				own: one.author_id === account.id,
			};
		});
}
