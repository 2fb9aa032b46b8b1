import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import {
	choosePreviews,
	findComment,
	followThread,
	markSeen,
	noteVisit,
	postComment,
	readTrust,
	weighTrust,
} from '#community/server/index.ts';
import { sowMember, sowThread } from '#community/server/sow.ts';
import {
	chooseRules,
	decideComment,
	flagComment,
	forgetWatched,
	learnOrdinary,
	listQueue,
	undoDecision,
} from '#moderation/server/index.ts';
import { listNotices } from '#notification/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;

let place: TestSite;
let moderator: Member;
let old: Member;
let thread: number;
beforeAll(async () => {
	place = await testSite();
	place.site.onChange((things) => {
		if (!things || things.includes('watched-words')) forgetWatched(place.site.handle);
	});
	moderator = await sowMember(place.system(), 'moderator');
	const owner = await sowMember(place.system(), 'owner');
	old = await sowMember(place.system());
	thread = (await sowThread(place.system())).id;
	// The pages that advertisements link to are not asked.
	await choosePreviews(place.as(owner), { on: false });
});
beforeEach(() => place.clock.advance(3_600_001));
afterAll(() => place.close());

const say = async (text: string, actor: Actor) => (await postComment(place.as(actor), { thread, body: { text } })).id;
const fresh = () => sowMember(place.system(), 'member', 2);
const decide = (comment: number, verdict: 'keep' | 'hide', reason = 'spam') =>
	decideComment(place.as(moderator), { comment, verdict, reason: verdict === 'keep' ? null : reason } as never);
const waits = async (comment: number) => {
	await place.runJobs();
	return (await listQueue(place.as(moderator), {})).items.find((item) => item.comment === comment)?.heldFor ?? null;
};
const sums = async () =>
	place
		.as()
		.db.selectFrom('moderation.learned')
		.select(['removed', 'kept'])
		.where('feature', '=', '')
		.executeTakeFirstOrThrow();
const words = ['很香', '不錯', '好喝', '想再買', '到貨很快', '包裝完整', '店員親切', '謝謝說明'];

describe('what was removed here as advertising', () => {
	beforeAll(async () => {
		// Twelve advertisements that were removed, twelve complaints that were called unkind, and a night of ordinary words.
		for (let number = 0; number < 12; number++) {
			place.clock.advance(3_600_001);
			await decide(await say(`加賴領優惠券 第 ${number} 批 https://cheap.example/${number}`, await fresh()), 'hide');
			await decide(await say(`這家態度很差，第 ${number} 次失望`, await fresh()), 'hide', 'unkind');
		}
		for (let number = 0; number < 24; number++) {
			place.clock.advance(61_000);
			await say(`第 ${number} 杯${words[number % words.length]}，下次換別種豆子試試`, old);
		}
		await place.runJobs();
		place.clock.advance(86_400_000 * 1.5);
		await learnOrdinary.run(place.system(), {});
		await learnOrdinary.run(place.system(), {});
	});

	it('is counted once, and ordinary words are learned once', async () => {
		expect(await sums()).toEqual({ removed: 12, kept: 24 });
	});

	it('has what is like it wait, with the reasons in words', async () => {
		const comment = await say('快加．賴 領 優惠券！ https://cheap.example/new', await fresh());
		const why = await waits(comment);
		expect(why?.[0]).toMatch(/^score:9\d$/);
		expect(why).toContain('because:host:12:cheap.example');
		await expect(findComment(place.as(old), { id: comment })).rejects.toMatchObject({ status: 404 });
	});

	it('never has somebody wait who is only critical, however often such words were removed as unkind', async () => {
		expect(await waits(await say('態度很差，很失望，不會再來', await fresh()))).toBeNull();
	});

	it('does not hold whoever is at home here', async () => {
		const guest = await fresh();
		const { db } = place.as();
		await db
			.insertInto('community.trust')
			.values({ member: guest.member, level: 2, weighed: place.clock.now() })
			.execute();
		expect(await waits(await say('加賴領優惠券 https://cheap.example/z', guest))).toBeNull();
	});

	it('is unlearned when the decision is taken back, and learned the other way when it is kept', async () => {
		const before = await sums();
		const comment = await say('限時 https://only.example/1', await fresh());
		const { decision } = await decide(comment, 'hide');
		await place.runJobs();
		expect(await sums()).toEqual({ ...before, removed: before.removed + 1 });
		await undoDecision(place.as(moderator), { decision });
		await place.runJobs();
		expect(await sums()).toEqual(before);
		await decide(comment, 'keep');
		await place.runJobs();
		expect(await sums()).toEqual({ ...before, kept: before.kept + 1 });
	});
});

describe('newcomers', () => {
	it('wait with their first comments where the owner wants it, and nobody else does', async () => {
		await chooseRules(place.as(moderator), { holdFirst: 2 });
		const newcomer = await fresh();
		const first = await say('大家好', newcomer);
		expect(await waits(first)).toEqual(['first']);
		await decide(first, 'keep');
		place.clock.advance(60_000);
		const second = await say('第二句', newcomer);
		await decide(second, 'keep');
		place.clock.advance(60_000);
		expect(await waits(await say('第三句', newcomer))).toBeNull();
		expect(await waits(await say('老朋友', old))).toBeNull();
		for (const holdFirst of [-1, 11, 'x'])
			await expect(chooseRules(place.as(moderator), { holdFirst } as never)).rejects.toMatchObject({ status: 422 });
		await expect(chooseRules(place.as(old), { holdFirst: 0 })).rejects.toMatchObject({ status: 403 });
		await chooseRules(place.as(moderator), { holdFirst: 0 });
	});

	it('wait when three who are known complain; a crowd of newcomers, or complaints of a member, do not', async () => {
		const flag = async (comment: number, by: Actor) => {
			await flagComment(place.as(by), { comment, reason: 'spam' });
			await place.runJobs();
		};
		const stranger = await fresh();
		const told = async () => (await listNotices(place.as(stranger), {})).items.map(({ kind }) => kind);
		const bad = await say('奇怪的話', stranger);
		for (let number = 0; number < 4; number++) await flag(bad, await fresh());
		expect(await waits(bad)).toEqual([]);
		expect(await told()).toEqual([]);
		for (let number = 0; number < 3; number++) await flag(bad, await sowMember(place.system()));
		expect(await waits(bad)).toEqual(['flags']);
		// Nothing goes in silence: its author is told that it waits, and then what became of it.
		expect(await told()).toEqual(['held']);
		await decide(bad, 'keep');
		await place.runJobs();
		expect(await told()).toEqual(['shown']);
		const critic = await say('這批豆子真的不好', old);
		for (let number = 0; number < 4; number++) await flag(critic, await sowMember(place.system()));
		expect((await findComment(place.as(), { id: critic })).hidden).toBeNull();
	});

	it('become known by reading, as the page tells them', async () => {
		const newcomer = await fresh();
		const ctx = () => place.as(newcomer);
		expect(await readTrust(ctx(), {})).toMatchObject({ level: 0, now: { links: 2 }, missing: { read: 5, days: 0 } });
		for (let number = 0; number < 5; number++) {
			const { id } = await sowThread(place.system());
			const { id: comment } = await postComment(place.as(moderator), { thread: id, body: { text: `開場 ${number}` } });
			await markSeen(ctx(), { thread: id, comment });
		}
		await followThread(ctx(), { thread, level: 'track' });
		expect(await readTrust(ctx(), {})).toMatchObject({ level: 1, now: { links: 5 }, record: { read: 5 } });
		await noteVisit(place.site.sql, newcomer.member, place.clock.now());
		await weighTrust.run(place.system(), {});
		const links = 'https://a.example https://b.example https://c.example';
		expect(await waits(await say(links, newcomer))).toBeNull();
		await expect(readTrust(place.as(), {})).rejects.toMatchObject({ code: 'session.required' });
	});
});
