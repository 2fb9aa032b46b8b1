import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { embedsThing, pageThing, plainAddress } from '#embed/address.ts';
import { mayAllowHosts } from '#embed/policy.ts';
import { findThread } from '#community/server/index.ts';

/** The places that may show conversations, for the policy of a framed page. */
export const listHosts = query(z.object({}), async (ctx): Promise<string[]> => {
	ctx.about(embedsThing);
	const rows = await ctx.db.selectFrom('embed.host').select('origin').orderBy('origin').execute();
	return rows.map(({ origin }) => origin);
});

/** The page elsewhere at this address with its thread, when it was talked about and this actor may read that; else null. */
export const findPage = query(z.object({ address: z.string().max(4_000) }), async (ctx, { address }) => {
	ctx.about(embedsThing);
	const plain = plainAddress(address);
	if (plain === null) return null;
	const page = await ctx.db.selectFrom('embed.page').selectAll().where('address', '=', plain).executeTakeFirst();
	const thread = page ? await findThread(ctx, { subject: pageThing(page.id) }) : null;
	return page && thread ? { ...page, thread: thread.id } : null;
});

/** A page elsewhere by its number, with its thread; null: there is none for this actor. */
export const readPage = query(z.object({ id: z.number().int().positive() }), async (ctx, { id }) => {
	ctx.about(pageThing(id));
	const page = await ctx.db.selectFrom('embed.page').selectAll().where('id', '=', id).executeTakeFirst();
	const thread = page ? await findThread(ctx, { subject: pageThing(page.id) }) : null;
	return page && thread ? { ...page, thread: thread.id } : null;
});

/** For the console: the places, and the pages that were talked about last. */
export const readEmbeds = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'embed.allow', mayAllowHosts, null);
	const hosts = await ctx.db.selectFrom('embed.host').select(['origin', 'allowed']).orderBy('origin').execute();
	const { rows: pages } = await sql<{ id: number; address: string; title: string; comments: number }>`
		select p.id, p.address, p.title, t.comment_count as comments from embed.page p
		join community.thread t on t.subject = 'page:' || p.id order by p.opened desc limit 50`.execute(ctx.db);
	return { hosts, pages };
});
