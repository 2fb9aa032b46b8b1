import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { listCategories } from '#community/server/index.ts';
import { visitor } from '#platform/actor.ts';
import { callName, categorySpeaker, objectPath } from '#federation/address.ts';
import { federationSwitch } from '#federation/events.ts';
import { mayFederate } from '#federation/policy.ts';
import { readSwitch } from '#federation/server/setting.ts';
import { spokenThing } from '#federation/server/spoken-thing.ts';

/** Whether anything of it answers. */
export const isFederated = query(z.object({}), async (ctx): Promise<boolean> => (await readSwitch(ctx)) !== null);

/**
 * Where other servers read a thing, for the head of its page: whoever pastes the page's address into Mastodon finds it. Null where nothing of
 * this house answers them there: it is off, or a visitor may not read the thing. A page need not ask who may.
 */
export const findOpenAddress = query(z.object({ thing: z.string().max(40) }), async (ctx, { thing }) => {
	ctx.about(federationSwitch);
	return (await readSwitch(ctx)) && (await spokenThing(ctx, thing)) ? ctx.site.url + objectPath(thing) : null;
});

/** For the console: the switch, who can be followed and by how many, servers that are blocked, what is on its way. */
export const readFederation = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'federation.switch', mayFederate, null);
	const setting = await ctx.db.selectFrom('federation.setting').select(['switched', 'name']).executeTakeFirstOrThrow();
	const followers = await ctx.db
		.selectFrom('federation.follower')
		.select(['speaker'])
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.groupBy('speaker')
		.execute();
	const blocked = await ctx.db.selectFrom('federation.blocked').select(['host', 'reason']).orderBy('host').execute();
	const { rows } = await sql<{ waiting: number; said: number; liked: number; shared: number }>`
		select (select count(*)::int from federation.delivery) as waiting, (select count(*)::int from federation.said) as said,
			(select count(*)::int from federation.liked where how = 'like') as liked,
			(select count(*)::int from federation.liked where how = 'share') as shared`.execute(ctx.db);
	const count = (id: string): number => Number(followers.find(({ speaker }) => speaker === id)?.count ?? 0);
	const categories = await listCategories({ ...ctx, actor: visitor });
	const speakers = [
		{ name: setting.name, title: '', followers: count('brand') },
		...categories.map(({ id, slug, name }) => ({
			name: callName(slug, id, setting.name),
			title: name,
			followers: count(categorySpeaker(id)),
		})),
	];
	return {
		on: setting.switched !== null,
		name: setting.name,
		speakers,
		blocked,
		...(rows[0] ?? { waiting: 0, said: 0, liked: 0, shared: 0 }),
	};
});
