import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverPost, listTroubledPosts, retryPost } from '#publishing/server/index.ts';
import { everyWorld } from '#testing/publish-worlds.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { openWorldDesk, type WorldDesk } from '#testing/world-desk.ts';

/** A network that is down for a whole day: what goes on meanwhile, what the owner sees, and what leaves when it is back. */
const [minute, hour] = [60_000, 3_600_000];
let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

// Days and days of rounds: how long that takes is the machine's affair.
describe.each(everyWorld().map((world) => [world.name, world] as const))('%s', { timeout: 120_000 }, (_name, world) => {
	let desk: WorldDesk;
	beforeAll(async () => void (desk = await openWorldDesk(place, world)));
	afterAll(() => desk?.close());

	it('for a day: what was to go out waits, says why and until when, and leaves once when it is back', async () => {
		desk.listens = false;
		const posts = [await desk.send(`${world.name} 早上`)];
		await desk.pass(6 * hour, 20 * minute);
		posts.push(await desk.send(`${world.name} 中午`));
		await desk.pass(6 * hour, hour);
		posts.push(await desk.send(`${world.name} 晚上`));
		await desk.pass(12 * hour, hour);
		for (const id of posts) {
			const { post, attempts, remedy } = await desk.read(id);
			expect(post).toMatchObject({ state: 'waiting', trouble: 'transient' });
			expect(remedy).toBe('resend');
			expect(post.nextTry!.getTime()).toBeGreaterThan(world.clock.now().getTime());
			// Every attempt is in the log, each later after the one before it, and none begs.
			const began = attempts.map((one) => one.began.getTime()).sort((one, other) => one - other);
			const pauses = began.slice(1).map((time, index) => time - began[index]!);
			expect(attempts.length).toBeLessThan(32);
			expect(Math.min(30_000, ...pauses)).toBeGreaterThanOrEqual(30_000);
			// The first of the line knocks for all of them; the others know why they wait.
			expect(pauses.at(-1) ?? (id === posts[0] ? 0 : hour)).toBeGreaterThanOrEqual(hour);
		}
		// Nothing for a person to do yet.
		expect(await listTroubledPosts(desk.context(desk.owner), {})).toEqual([]);
		desk.listens = true;
		await desk.pass(hour + 20 * minute, 10 * minute);
		for (const id of posts) {
			const { post } = await desk.read(id);
			expect([post.state, await desk.times(post.text)]).toEqual(['published', 1]);
		}
		await desk.pass(3 * hour, hour);
		for (const id of posts) expect(await desk.times((await desk.read(id)).post.text)).toBe(1);
	});

	it('for a day: what it held back leaves in the order in which it was to go out, each once', async () => {
		desk.listens = false;
		const held: number[] = [];
		for (const time of ['六點', '七點', '八點', '九點', '十點']) {
			held.push(await desk.send(`${world.name} ${time}`));
			await desk.pass(hour, 20 * minute);
		}
		await desk.pass(18 * hour, hour);
		desk.listens = true;
		// Who comes when it is back, and before anybody knows, goes behind them.
		const late = await desk.send(`${world.name} 隔天`);
		await desk.pass(3 * hour, 10 * minute);
		const rows = await place.site.sql<{ id: number; state: string | null }[]>`
			select id, coalesce(trouble, 'published') as state from publishing.post where id = any(${[...held, late]}::bigint[])
			order by published nulls last, id`;
		expect(rows).toEqual([...held, late].map((id) => ({ id, state: 'published' })));
		for (const id of [...held, late]) expect(await desk.times((await desk.read(id)).post.text)).toBe(1);
	});

	it('for three days: it is given up, a person is told and decides, and then it goes out once', async () => {
		desk.listens = false;
		const id = await desk.send(`${world.name} 三天前`);
		await desk.pass(72 * hour, hour);
		const { post: late, remedy } = await desk.read(id);
		expect([late.state, late.trouble, remedy]).toEqual(['failed', 'transient', 'resend']);
		expect((await listTroubledPosts(desk.context(desk.owner), {})).map((one) => one.id)).toEqual([id]);
		desk.listens = true;
		// What is old news by now does not go out by itself.
		await desk.pass(3 * hour, hour);
		expect(await desk.times(late.text)).toBe(0);
		await retryPost(desk.context(desk.owner), { post: id });
		await deliverPost.run(desk.context(), { post: id });
		expect([(await desk.read(id)).post.state, await desk.times(late.text)]).toEqual(['published', 1]);
	});

	it('for a day, by a line that breaks in the middle of calls: once, or a person is told that nobody knows', async () => {
		world.line().plan = () => 'cut-request';
		const id = await desk.send(`${world.name} 斷線`);
		await desk.pass(24 * hour, hour);
		const { post: during } = await desk.read(id);
		// Where nothing can be found out, waiting brings nothing; a key that LINE knows for a day says nothing after it.
		const knows = world.tells && world.name !== 'line';
		expect(during.state).toBe(knows ? 'waiting' : 'unconfirmed');
		world.line().plan = () => 'pass';
		await desk.pass(2 * hour, 20 * minute);
		const { post: after } = await desk.read(id);
		expect(after.state).toBe(knows ? 'published' : 'unconfirmed');
		expect(await desk.times(after.text)).toBe(after.state === 'published' ? 1 : 0);
	});
});
