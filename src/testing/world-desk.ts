import type { Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readSettings } from '#platform/settings.ts';
import { offerNetworks } from '#network/known-networks.ts';
import { deliverPost, keepPosts, readPostDesk } from '#publishing/server/index.ts';
import { sowMember } from '#publishing/server/sow.ts';
import { prepareWorld } from '#testing/publish-through.ts';
import type { PublishWorld } from '#testing/publish-worlds.ts';
import type { TestSite } from '#testing/test-site.ts';

/** A desk from which posts go out into the world of one network, while time goes by there as the test says. */
export interface WorldDesk {
	owner: Actor;
	/** How far our clock is from theirs, in milliseconds. */
	skew: number;
	/** False: nobody is there any more where the network was. */
	listens: boolean;
	/** What the product itself sees at this moment, or somebody. */
	context(actor?: Actor): Ctx;
	/** Puts a post into the account's line; nobody has tried it yet. */
	write(text: string): Promise<number>;
	/** Writes a post and tries it once. */
	send(text: string): Promise<number>;
	/** Time goes by, and the product's own round comes as the clock says. What comes back under posts is another matter. */
	pass(long: number, step: number): Promise<void>;
	/** What its owner is told of a post. */
	read(id: number): ReturnType<typeof readPostDesk>;
	/** How often a text stands there. */
	times(text: string): Promise<number>;
	close(): Promise<void>;
}

/** Opens a world beside a site, with one account connected; what an earlier world left on the site is cleared away. */
export async function openWorldDesk(place: TestSite, world: PublishWorld): Promise<WorldDesk> {
	const { sql } = place.site;
	await world.open();
	await sql`truncate publishing.account, publishing.post, publishing.allowance cascade`;
	offerNetworks([world.network]);
	const owner = await sowMember(sql, '阿雄', 'owner');
	const desk: WorldDesk = {
		owner,
		skew: 0,
		listens: true,
		context(actor) {
			const settings = world.settings();
			const nowhere = Object.fromEntries(Object.keys(settings).map((name) => [name, 'http://127.0.0.1:9']));
			const ctx = actor ? place.as(actor) : place.system();
			const { offered } = readSettings(desk.listens ? settings : nowhere);
			const now = new Date(world.clock.now().getTime() + desk.skew);
			return { ...ctx, now, settings: { ...ctx.settings, offered } };
		},
		write: (text) => put(text, desk.context().now),
		async send(text) {
			const id = await desk.write(text);
			await deliverPost.run(desk.context(), { post: id });
			return id;
		},
		async pass(long, step) {
			for (let gone = 0; gone < long; gone += step) {
				world.clock.advance(step);
				world.rest();
				await sql`update publishing.post set next_collect = null`;
				await keepPosts.run(desk.context(), {});
			}
		},
		read: (id) => readPostDesk(desk.context(owner), { id }),
		times: async (text) => (await world.texts()).filter((one) => one.trim() === text).length,
		close: () => Promise.resolve(world.close()),
	};
	const put = await prepareWorld(desk.context(), sql, world);
	return desk;
}
