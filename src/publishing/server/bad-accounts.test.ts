import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readSettings } from '#platform/settings.ts';
import { offerNetworks } from '#network/known-networks.ts';
import { deliverPost, keepPosts, readPostDesk, retryPost } from '#publishing/server/index.ts';
import { keepAccount } from '#publishing/server/commands/keep-account.ts';
import { sowMember } from '#publishing/server/sow.ts';
import { prepareWorld } from '#testing/publish-through.ts';
import { everyWorld } from '#testing/publish-worlds.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/** What accounts meet on every network: connected twice, leave taken back in the middle, gone, a clock that is wrong, a version that ended. */
const minute = 60_000;
let place: TestSite;
let owner: Actor & { kind: 'member' };
beforeAll(async () => {
	place = await testSite();
	owner = await sowMember(place.site.sql, '阿雄', 'owner');
});
afterAll(() => place.close());

describe.each(everyWorld().map((world) => [world.name, world] as const))('%s', (name, world) => {
	let write: (text: string, queued: Date) => Promise<number>;
	/** How far our clock is from theirs, in milliseconds. */
	let skew = 0;
	beforeAll(async () => {
		await world.open();
		await place.site.sql`truncate publishing.account, publishing.post, publishing.allowance cascade`;
		offerNetworks([world.network]);
		write = await prepareWorld(context(), place.site.sql, world);
	});
	afterAll(() => world.close());
	afterEach(() => {
		world.line().plan = () => 'pass';
		skew = 0;
	});

	function context(actor?: Actor): Ctx {
		const ctx = actor ? place.as(actor) : place.system();
		const { offered } = readSettings(world.settings());
		const now = new Date(world.clock.now().getTime() + skew);
		return { ...ctx, now, settings: { ...ctx.settings, offered } };
	}
	const connect = () => keepAccount(context(), { network: name, account: world.account() });
	const send = async (text: string) => {
		const id = await write(text, context().now);
		await deliverPost.run(context(), { post: id });
		return id;
	};
	/** Two hours, with the product's own rounds. */
	const later = async () => {
		for (let round = 0; round < 12; round++) {
			world.clock.advance(10 * minute);
			world.rest();
			await place.site.sql`update publishing.post set next_collect = null`;
			await keepPosts.run(context(), {});
		}
	};
	const desk = (id: number) => readPostDesk(context(owner), { id });
	const times = async (text: string) => (await world.texts()).filter((one) => one.trim() === text).length;

	it('connected twice is one account, and posts go out once', async () => {
		const [first, second] = [await connect(), await connect()];
		expect(second).toEqual(first);
		expect(await place.site.sql`select id from publishing.account`).toHaveLength(1);
		const id = await send(`${name} 連了兩次`);
		await deliverPost.run(context(), { post: id });
		await later();
		expect([(await desk(id)).post.state, await times(`${name} 連了兩次`)]).toEqual(['published', 1]);
	});

	it.each(['revoke', 'remove'] as const)(
		'%s in the middle: what went out stays, what did not waits for a person, and goes out once',
		async (how) => {
			const before = await send(`${name} ${how} 之前`);
			world[how](true);
			const during = await send(`${name} ${how} 之間`);
			await later();
			const { post, remedy } = await desk(during);
			expect(await times(post.text)).toBe(0);
			expect(post.state).toMatch(/^(?:failed|waiting)$/);
			expect(['connect', 'elsewhere']).toContain(remedy);
			expect(JSON.stringify(post)).not.toContain(world.account().connection['token']);
			// Whoever is told that all is over does not go on knocking.
			const [account] = await place.site.sql`select refused from publishing.account`;
			if (account!['refused'])
				expect((await desk(await send(`${name} ${how} 之後`))).post).toMatchObject({
					state: 'failed',
					trouble: 'account-refused',
				});
			world[how](false);
			await connect();
			if ((await desk(during)).post.state === 'failed') await retryPost(context(owner), { post: during });
			await deliverPost.run(context(), { post: during });
			await later();
			for (const id of [before, during]) {
				const { post: now } = await desk(id);
				expect([now.state, await times(now.text)]).toEqual(['published', 1]);
			}
		},
	);

	it.each([-5, 5])(
		'a clock that is %i minutes wrong finds what was not answered, and sends it no second time',
		async (minutes) => {
			skew = minutes * minute;
			const text = `${name} 時鐘 ${minutes}`;
			world.line().plan = () => 'drop-answer';
			const id = await send(text);
			world.line().plan = () => 'pass';
			await later();
			const { post } = await desk(id);
			expect(post.state).toBe(world.tells ? 'published' : 'unconfirmed');
			expect(await times(text)).toBe(1);
		},
	);

	// Where versions end on a day that is announced.
	if (['facebook', 'instagram', 'threads', 'linkedin'].includes(name))
		it('says that its version has ended, what helps, and has sent nothing', async () => {
			const text = `${name} 舊版本`;
			world.fail('version-ended');
			const { post, remedy } = await desk(await send(text));
			expect([post.state, post.trouble, remedy, await times(text)]).toEqual(['failed', 'version-ended', 'update', 0]);
		});
});
