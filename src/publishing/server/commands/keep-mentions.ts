import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { NetworkMention } from '#network/network.ts';
import { mentionFound, mentionWithdrawn } from '#publishing/events.ts';

/** The path of the first address of this site among these; null when there is none. */
export function ownPath(links: readonly string[], site: string): string | null {
	for (const link of links) {
		if (!URL.canParse(link)) continue;
		const url = new URL(link);
		if (url.host === new URL(site).host && /^https?:$/.test(url.protocol)) return url.pathname.slice(0, 1000);
	}
	return null;
}

const Keep = z.object({ network: z.string(), account: z.number(), mentions: z.custom<readonly NetworkMention[]>() });

/** Takes down what others said with a link to a page of ours, each once, whichever of our accounts found it. Gives how many are new. */
export const keepMentions = command(Keep, async (ctx, { network, account, mentions }): Promise<number> => {
	let fresh = 0;
	for (const { id, url, author, text, posted, links } of mentions) {
		const path = ownPath(links, ctx.site.url);
		if (path === null) continue;
		const made = await ctx.db
			.insertInto('publishing.mention')
			.values({
				network,
				account,
				external_id: id,
				url,
				author_name: author.name.slice(0, 200),
				author_url: author.url,
				text: text.slice(0, 50_000),
				path,
				posted,
				found: ctx.now,
			})
			.onConflict((conflict) => conflict.columns(['network', 'external_id']).doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!made) continue;
		fresh++;
		ctx.record({ name: mentionFound, about: `mention:${made.id}`, data: { mention: made.id } });
	}
	return fresh;
});

/** It is no longer there: neither are its words and who said them here. */
export const withdrawMention = command(z.object({ mention: z.number() }), async (ctx, { mention }) => {
	const gone = await ctx.db
		.updateTable('publishing.mention')
		.set({ withdrawn: ctx.now, text: '', author_name: '', author_url: null, url: null })
		.where('id', '=', mention)
		.where('withdrawn', 'is', null)
		.returning('id')
		.executeTakeFirst();
	if (gone) ctx.record({ name: mentionWithdrawn, about: `mention:${mention}`, data: { mention } });
});
