import { z } from 'zod';
import type { NetworkComment, NetworkMention, OwnAccount, Published } from '#network/network.ts';
import { plainText } from '#network/plain-text.ts';
import { webAddress } from '#network/read-answer.ts';

export const Status = z.object({
	id: z.string(),
	url: z.string().nullish(),
	content: z.string().default(''),
	created_at: z.string(),
	visibility: z.string().default('public'),
	in_reply_to_id: z.string().nullish(),
	favourites_count: z.number().nullish(),
	replies_count: z.number().nullish(),
	media_attachments: z.array(z.object({ id: z.string() })).default([]),
	account: z.object({
		id: z.string(),
		acct: z.string(),
		display_name: z.string().default(''),
		url: z.string().nullish(),
		note: z.string().default(''),
	}),
});
export type Status = z.output<typeof Status>;

export const standing = ({ id, url }: Status): Published => ({ id, url: webAddress(url) });

/** A text as a reader sees it: what a server makes of spaces is its own affair, and of a name abroad it shows the front. */
const seen = (text: string): string =>
	text
		.replace(/(@[\p{L}\p{N}_]+)@[\p{L}\p{N}.-]+[\p{L}\p{N}]/gu, '$1')
		.replace(/\s+/gu, ' ')
		.trim();

/** Whether a status says these words. */
export const says = ({ content }: Status, text: string): boolean => seen(plainText(content)) === seen(text);

/** Whoever says so in their own profile is not carried anywhere. */
const staysThere = /#(?:nobot|nobridge)\b/i;

/** A status as a comment; null for what its author did not say to everybody. */
export function commentOf(status: Status, post: string, account: OwnAccount): NetworkComment | null {
	const { author, own } = { author: status.account, own: status.account.id === account.connection['user'] };
	if (!own && (status.visibility !== 'public' || staysThere.test(author.note))) return null;
	return {
		...standing(status),
		parent: status.in_reply_to_id && status.in_reply_to_id !== post ? status.in_reply_to_id : null,
		author: { name: author.display_name || author.acct, url: webAddress(author.url) },
		text: plainText(status.content).replace(/^(?:@[\p{L}\p{N}_.-]+(?:@[\p{L}\p{N}.-]+)?\s+)+/u, ''),
		posted: new Date(status.created_at),
		own,
	};
}

/** A status as something that somebody else said; null for what is ours, or was not said to everybody. */
export function mentionOf(status: Status, account: OwnAccount): NetworkMention | null {
	const said = commentOf(status, '', account);
	if (!said || said.own) return null;
	const { id, url, author, text, posted } = said;
	const links = [...status.content.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
	return { id, url, author, text, posted, links };
}
