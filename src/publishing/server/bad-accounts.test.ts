import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deliverPost, retryPost } from '#publishing/server/index.ts';
import { keepAccount } from '#publishing/server/commands/keep-account.ts';
import { everyWorld } from '#testing/publish-worlds.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { openWorldDesk, type WorldDesk } from '#testing/world-desk.ts';

/** What accounts meet on every network: connected twice, leave taken back in the middle, gone, a clock that is wrong, a version that ended. */
const minute = 60_000;
let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

describe.each(everyWorld().map((world) => [world.name, world] as const))('%s', (name, world) => {
	let desk: WorldDesk;
	beforeAll(async () => void (desk = await openWorldDesk(place, world)));
	afterAll(() => desk?.close());
	afterEach(() => {
		world.line().plan = () => 'pass';
		desk.skew = 0;
	});
	const connect = () => keepAccount(desk.context(), { network: name, account: world.account() });
	const later = () => desk.pass(120 * minute, 10 * minute);

	it('connected twice is one account, and posts go out once', async () => {
		const [first, second] = [await connect(), await connect()];
		expect(second).toEqual(first);
		expect(await place.site.sql`select id from publishing.account`).toHaveLength(1);
		const id = await desk.send(`${name} 連了兩次`);
		await deliverPost.run(desk.context(), { post: id });
		await later();
		expect([(await desk.read(id)).post.state, await desk.times(`${name} 連了兩次`)]).toEqual(['published', 1]);
	});

	it.each(['revoke', 'remove'] as const)(
		'%s in the middle: what went out stays, what did not waits for a person, and goes out once',
		async (how) => {
			const before = await desk.send(`${name} ${how} 之前`);
			world[how](true);
			const during = await desk.send(`${name} ${how} 之間`);
			await later();
			const { post, remedy } = await desk.read(during);
			expect(await desk.times(post.text)).toBe(0);
			expect(post.state).toMatch(/^(?:failed|waiting)$/);
			expect(['connect', 'elsewhere']).toContain(remedy);
			expect(JSON.stringify(post)).not.toContain(world.account().connection['token']);
			// Whoever is told that all is over does not go on knocking.
			const [account] = await place.site.sql`select refused from publishing.account`;
			if (account!['refused'])
				expect((await desk.read(await desk.send(`${name} ${how} 之後`))).post).toMatchObject({
					state: 'failed',
					trouble: 'account-refused',
				});
			world[how](false);
			await connect();
			if ((await desk.read(during)).post.state === 'failed')
				await retryPost(desk.context(desk.owner), { post: during });
			await deliverPost.run(desk.context(), { post: during });
			await later();
			for (const id of [before, during]) {
				const { post: now } = await desk.read(id);
				expect([now.state, await desk.times(now.text)]).toEqual(['published', 1]);
			}
		},
	);

	it.each([-5, 5])(
		'a clock that is %i minutes wrong finds what was not answered, and sends it no second time',
		async (minutes) => {
			desk.skew = minutes * minute;
			const text = `${name} 時鐘 ${minutes}`;
			world.line().plan = () => 'drop-answer';
			const id = await desk.send(text);
			world.line().plan = () => 'pass';
			await later();
			const { post } = await desk.read(id);
			expect(post.state).toBe(world.tells ? 'published' : 'unconfirmed');
			expect(await desk.times(text)).toBe(1);
		},
	);

	// Where versions end on a day that is announced.
	if (['facebook', 'instagram', 'threads', 'linkedin'].includes(name))
		it('says that its version has ended, what helps, and has sent nothing', async () => {
			const text = `${name} 舊版本`;
			world.fail('version-ended');
			const { post, remedy } = await desk.read(await desk.send(text));
			expect([post.state, post.trouble, remedy, await desk.times(text)]).toEqual([
				'failed',
				'version-ended',
				'update',
				0,
			]);
		});
});
