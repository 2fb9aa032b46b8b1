import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { clockSkew } from '#network/clock-skew.ts';
import { addressesIn } from '#network/count-text.ts';
import type { NetworkMention, OwnAccount } from '#network/network.ts';
import { callPlurk } from '#network/plurk/call-plurk.ts';
import { addressOf, Plurk } from '#network/plurk/plurk-shapes.ts';

const Said = Plurk.extend({ owner_id: z.number(), limited_to: z.unknown() });
const People = z.record(z.string(), z.object({ nick_name: z.string(), display_name: z.string().nullish() }));
/** Its pages show a bare list; what is answered has the people beside it. */
const Found = z.union([
	z.array(Said).transform((plurks) => ({ plurks, users: {} as z.output<typeof People> })),
	z.object({ plurks: z.array(Said).default([]), users: People.default({}) }),
]);

/** Parts of what is found, newest first, that are read: twenty plurks each. */
const mostParts = 5;

/** What others said to everybody with this host in it, as far as Plurk's own search finds it. */
export async function searchPlurks(
	ctx: Ctx,
	account: OwnAccount,
	host: string,
	since: Date,
): Promise<NetworkMention[]> {
	const from = since.getTime() - clockSkew;
	const mentions = new Map<string, NetworkMention>();
	let offset: number | null = null;
	for (let part = 0; part < mostParts; part++) {
		const { plurks, users } = await callPlurk(ctx, account, Found, {
			path: '/APP/PlurkSearch/search',
			form: { query: host, ...(offset === null ? {} : { offset }) },
		});
		for (const one of plurks) {
			const posted = new Date(one.posted);
			const links = addressesIn(one.content_raw);
			const open = one.limited_to === undefined || one.limited_to === null;
			if (!open || String(one.owner_id) === account.id || !links.length || !(posted.getTime() >= from)) continue;
			const author = users[one.owner_id];
			const url = author ? `https://www.plurk.com/${encodeURIComponent(author.nick_name)}` : null;
			mentions.set(String(one.plurk_id), {
				id: String(one.plurk_id),
				url: addressOf(one.plurk_id),
				// Whoever speaks without a name is nobody here.
				author: { name: author?.display_name || author?.nick_name || '', url },
				text: one.content_raw,
				posted,
				links,
			});
		}
		const last: number = Math.min(...plurks.map(({ plurk_id: id }) => id));
		const oldest = Math.min(...plurks.map(({ posted }) => new Date(posted).getTime()));
		// Nothing more, nothing new enough, or the same again.
		if (!plurks.length || !(oldest >= from) || (offset !== null && last >= offset)) break;
		offset = last;
	}
	return [...mentions.values()];
}
