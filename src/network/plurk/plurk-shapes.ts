import { z } from 'zod';
import type { NetworkComment, OwnAccount, Published } from '#network/network.ts';

export const Plurk = z.object({
	plurk_id: z.number(),
	content_raw: z.string().default(''),
	posted: z.string(),
	response_count: z.number().nullish(),
	favorite_count: z.number().nullish(),
});
export const Response = z.object({
	id: z.number(),
	user_id: z.number(),
	content_raw: z.string().default(''),
	posted: z.string().default(''),
	handle: z.string().optional(),
});
export const Responses = z.object({
	friends: z.record(z.string(), z.object({ nick_name: z.string(), display_name: z.string().nullish() })).default({}),
	responses: z.array(Response),
});

/** Where a person reads a plurk: its number, in letters and digits. */
export const addressOf = (post: number | string): string => `https://www.plurk.com/p/${Number(post).toString(36)}`;
export const standing = (id: number): Published => ({ id: String(id), url: addressOf(id) });

/** A response as a comment. Responses have no order of who answers whom. */
export function commentOf(
	one: z.output<typeof Response>,
	{ account, post, friends }: { account: OwnAccount; post: string; friends: z.output<typeof Responses>['friends'] },
): NetworkComment {
	const author = friends[one.user_id];
	return {
		id: String(one.id),
		url: `${addressOf(post)}?r=${one.id}`,
		parent: null,
		author: {
			// Whoever speaks without a name has a handle.
			name: author?.display_name || author?.nick_name || one.handle || '',
			url: author ? `https://www.plurk.com/${encodeURIComponent(author.nick_name)}` : null,
		},
		text: one.content_raw,
		posted: new Date(one.posted),
		own: String(one.user_id) === account.id,
	};
}
