import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readSettings } from '#platform/settings.ts';
import { offerNetworks } from '#network/known-networks.ts';
import { deliverPost, keepPosts, listTroubledPosts, readPostDesk, retryPost } from '#publishing/server/index.ts';
import { sowMember } from '#publishing/server/sow.ts';
import { prepareWorld } from '#testing/publish-through.ts';
import { everyWorld } from '#testing/publish-worlds.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/** A network that is down for a whole day: what goes on meanwhile, what the owner sees, and what leaves when it is back. */
const [minute, hour] = [60_000, 3_600_000];
let place: TestSite;
let owner: Actor & { kind: 'member' };
beforeAll(async () => {
	place = await testSite();
	owner = await sowMember(place.site.sql, '阿雄', 'owner');
});
afterAll(() => place.close());

describe.each(everyWorld().map((world) => [world.name, world] as const))('%s', (_name, world) => {
	let write: (text: string, queued: Date) => Promise<number>;
	let listens = true;
	beforeAll(async () => {
		await world.open();
		await place.site.sql`truncate publishing.account, publishing.post, publishing.allowance cascade`;
		offerNetworks([world.network]);
		write = await prepareWorld(context(), place.site.sql, world);
	});
	afterAll(() => world.close());

	/** Nobody listens where it was; or it is there. */
	function context(actor?: Actor): Ctx {
		const settings = world.settings();
		const dead = Object.fromEntries(Object.keys(settings).map((name) => [name, 'http://127.0.0.1:9']));
		const ctx = actor ? place.as(actor) : place.system();
		const { offered } = readSettings(listens ? settings : dead);
		return { ...ctx, now: world.clock.now(), settings: { ...ctx.settings, offered } };
	}
	/** Time goes by, and the product's own round comes as the clock says. */
	async function pass(long: number, step: number): Promise<void> {
		for (let gone = 0; gone < long; gone += step) {
			world.clock.advance(step);
			world.rest();
			await place.site.sql`update publishing.post set next_collect = null`;
			await keepPosts.run(context(), {});
		}
	}
	const post = async (text: string) => {
		const id = await write(text, world.clock.now());
		await deliverPost.run(context(), { post: id });
		return id;
	};
	const desk = (id: number) => readPostDesk(context(owner), { id });
	const times = async (text: string) => (await world.texts()).filter((one) => one.trim() === text).length;

	it('for a day: what was to go out waits, says why and until when, and leaves once when it is back', async () => {
		listens = false;
		const posts = [await post(`${world.name} 早上`)];
		await pass(6 * hour, 20 * minute);
		posts.push(await post(`${world.name} 中午`));
		await pass(6 * hour, hour);
		posts.push(await post(`${world.name} 晚上`));
		await pass(12 * hour, hour);
		for (const id of posts) {
			const { post, attempts, remedy } = await desk(id);
			expect(post).toMatchObject({ state: 'waiting', trouble: 'transient' });
			expect(remedy).toBe('resend');
			expect(post.nextTry!.getTime()).toBeGreaterThan(world.clock.now().getTime());
			// Every attempt is in the log, each later after the one before it, and none begs.
			const began = attempts.map((one) => one.began.getTime()).sort((one, other) => one - other);
			const pauses = began.slice(1).map((time, index) => time - began[index]!);
			expect(attempts.length).toBeLessThan(32);
			expect(Math.min(...pauses)).toBeGreaterThanOrEqual(30_000);
			expect(pauses.at(-1)).toBeGreaterThanOrEqual(hour);
		}
		// Nothing for a person to do yet.
		expect(await listTroubledPosts(context(owner), {})).toEqual([]);
		listens = true;
		await pass(hour + 20 * minute, 10 * minute);
		for (const id of posts) {
			const { post } = await desk(id);
			expect([post.state, await times(post.text)]).toEqual(['published', 1]);
		}
		await pass(3 * hour, hour);
		for (const id of posts) expect(await times((await desk(id)).post.text)).toBe(1);
	});

	it('for three days: it is given up, a person is told and decides, and then it goes out once', async () => {
		listens = false;
		const id = await post(`${world.name} 三天前`);
		await pass(72 * hour, hour);
		const { post: late, remedy } = await desk(id);
		expect([late.state, late.trouble, remedy]).toEqual(['failed', 'transient', 'resend']);
		expect((await listTroubledPosts(context(owner), {})).map((one) => one.id)).toEqual([id]);
		listens = true;
		// What is old news by now does not go out by itself.
		await pass(3 * hour, hour);
		expect(await times(late.text)).toBe(0);
		await retryPost(context(owner), { post: id });
		await deliverPost.run(context(), { post: id });
		expect([(await desk(id)).post.state, await times(late.text)]).toEqual(['published', 1]);
	});

	it('for a day, by a line that breaks in the middle of calls: once, or a person is told that nobody knows', async () => {
		world.line().plan = () => 'cut-request';
		const id = await post(`${world.name} 斷線`);
		await pass(24 * hour, hour);
		const { post: during } = await desk(id);
		// Where nothing can be found out, waiting brings nothing; a key that LINE knows for a day says nothing after it.
		const knows = world.tells && world.name !== 'line';
		expect(during.state).toBe(knows ? 'waiting' : 'unconfirmed');
		world.line().plan = () => 'pass';
		await pass(2 * hour, 20 * minute);
		const { post: after } = await desk(id);
		expect(after.state).toBe(knows ? 'published' : 'unconfirmed');
		expect(await times(after.text)).toBe(after.state === 'published' ? 1 : 0);
	});
});
