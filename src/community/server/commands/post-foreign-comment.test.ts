import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { visitor } from '#platform/actor.ts';
import { closeThread, deleteComment, postForeignComment, readThread } from '#community/server/index.ts';
import { sowMember, sowThread } from '#community/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let thread: number;
let next = 0;
beforeAll(async () => void (place = await testSite()));
beforeEach(async () => void (thread = (await sowThread(place.system())).id));
afterAll(() => place.close());

const origin = (more: object = {}) => ({
	network: 'practice',
	author: '阿明',
	url: 'https://practice.example/p/1',
	id: `c${++next}`,
	...more,
});
const bring = (text: string, more: object = {}, from = origin()) =>
	postForeignComment(place.system(), { thread, text, posted: new Date('2026-11-23T10:00:00Z'), origin: from, ...more });
const said = async () => (await readThread(place.as(), { thread })).comments;

it('brings it home with its origin, its time and no author of ours', async () => {
	const { id, fresh } = await bring('在網路上說的 https://spam.example');
	expect(fresh).toBe(true);
	expect(await said()).toMatchObject([
		{
			id,
			author: null,
			posted: new Date('2026-11-23T10:00:00Z'),
			origin: { network: 'practice', author: '阿明', url: 'https://practice.example/p/1' },
		},
	]);
	expect((await said())[0]?.html).toContain('rel="ugc nofollow"');
	const fact = await place
		.as()
		.db.selectFrom('platform.event')
		.select('data')
		.where('name', '=', 'comment.posted')
		.orderBy('id', 'desc')
		.executeTakeFirst();
	expect(fact?.data).toMatchObject({ origin: 'practice', author: null, comment: id });
});

it('is one comment however often it is told, also at once, and counted once', async () => {
	const from = origin();
	const told = await Promise.all(Array.from({ length: 10 }, () => bring('說了十次', {}, from)));
	expect(new Set(told.map(({ id }) => id)).size).toBe(1);
	expect(told.filter(({ fresh }) => fresh)).toHaveLength(1);
	expect((await readThread(place.as(), { thread })).total).toBe(1);
});

it('does not come back when it was deleted here', async () => {
	const from = origin();
	const { id } = await bring('刪掉的', {}, from);
	await deleteComment(place.system(), { id });
	expect(await bring('刪掉的', {}, from)).toMatchObject({ id, fresh: false });
	expect(await said()).toEqual([]);
});

it('takes a single sign, cuts what is too long, and keeps names and addresses harmless', async () => {
	await bring('👍', {}, origin({ author: '壞\u202e人\n<b>', url: 'javascript:alert(1)' }));
	await bring('長'.repeat(20_000));
	const [first, second] = await said();
	expect(first).toMatchObject({ html: '<p>👍</p>', origin: { author: '壞 人 <b>', url: null } });
	expect(second?.html).toHaveLength(5_000 + '<p></p>'.length);
	await expect(bring('  ')).rejects.toMatchObject({ code: 'input.invalid' });
});

it('answers a comment, follows the thread, and is the system’s alone', async () => {
	const { id } = await bring('問題');
	await bring('回答', { parent: id });
	expect(await said()).toMatchObject([{ id, replies: [{ parent: id }] }]);
	const owner = await sowMember(place.system(), 'owner');
	for (const actor of [visitor, owner]) {
		await expect(
			postForeignComment(place.as(actor), { thread, text: '冒充', posted: place.clock.now(), origin: origin() }),
		).rejects.toMatchObject({
			status: actor.kind === 'visitor' ? 401 : 403,
		});
	}
	await closeThread(place.system(), { thread });
	// The system may still speak in a closed thread (an import); somebody on a network may not.
	await expect(bring('關了以後')).rejects.toMatchObject({ code: 'thread.closed' });
});
