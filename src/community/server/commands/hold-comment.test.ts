import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import {
	closeThread,
	forgetHeld,
	hideComment,
	holdComment,
	openThreadAgain,
	postComment,
	readHeld,
	readThread,
	releaseHeld,
} from '#community/server/index.ts';
import { sowMember, sowThread } from '#community/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let newcomer: Actor;
let moderator: Actor;
let thread: number;
beforeAll(async () => {
	place = await testSite();
	moderator = await sowMember(place.system(), 'moderator');
});
beforeEach(async () => {
	newcomer = await sowMember(place.system(), 'member', 0);
	thread = (await sowThread(place.system())).id;
});
afterAll(() => place.close());

const hold = (text = '先寫再加入', more: object = {}) => holdComment(place.as(visitor), { thread, text, ...more });
const release = (token: string, actor = newcomer) => releaseHeld(place.as(actor), { token });
const said = async () => (await readThread(place.as(), { thread })).comments;

describe('write first, join after', () => {
	it('holds the words unseen and posts them as the member, once', async () => {
		const { token } = await hold('先寫\n\n再加入');
		expect(await said()).toEqual([]);
		expect(await readHeld(place.as(), { token })).toMatchObject({ thread, text: '先寫\n\n再加入' });
		const first = await release(token);
		expect(await release(token)).toEqual(first);
		expect(await said()).toMatchObject([
			{
				id: first.id,
				html: '<p>先寫</p><p>再加入</p>',
				author: { name: newcomer.kind === 'member' ? newcomer.name : '' },
			},
		]);
		expect(await readHeld(place.as(), { token })).toBeNull();
	});

	it('is posted once even when released ten times at once', async () => {
		const { token } = await hold();
		const posted = await Promise.all(Array.from({ length: 10 }, () => release(token)));
		expect(new Set(posted.map(({ id }) => id)).size).toBe(1);
		expect(await said()).toHaveLength(1);
	});

	it('stores neither the token nor the address', async () => {
		const { token } = await hold('秘密', { address: '203.0.113.7' });
		const rows = JSON.stringify(await place.as().db.selectFrom('community.held').selectAll().execute());
		expect(rows).not.toContain(token);
		expect(rows).not.toContain('203.0.113.7');
		await release(token);
		expect(
			JSON.stringify(
				await place.as().db.selectFrom('community.held').selectAll().where('released', 'is not', null).execute(),
			),
		).not.toContain('秘密');
	});

	it('is nobody else’s: a wrong token, a used one, a visitor', async () => {
		const { token } = await hold();
		await expect(release('x'.repeat(32))).rejects.toMatchObject({ code: 'held.not-found', status: 404 });
		await expect(release(token, visitor)).rejects.toMatchObject({ code: 'session.required', status: 401 });
		await release(token);
		await expect(release(token, moderator)).rejects.toMatchObject({ code: 'held.not-found' });
	});

	it('lasts a day', async () => {
		const { token } = await hold();
		place.clock.advance(86_400_000);
		expect(await readHeld(place.as(), { token })).toBeNull();
		await expect(release(token)).rejects.toMatchObject({ code: 'held.not-found' });
		await forgetHeld.run(place.system(), {});
		expect(
			await place.as().db.selectFrom('community.held').select('id').where('released', 'is', null).execute(),
		).toEqual([]);
	});

	it('judges again when it is posted, and keeps the words when it may not be', async () => {
		const { token } = await hold();
		await closeThread(place.as(moderator), { thread });
		await expect(release(token)).rejects.toMatchObject({ code: 'thread.closed' });
		await openThreadAgain(place.as(moderator), { thread });
		await postComment(place.as(newcomer), { thread, body: { text: '剛剛才說' } });
		await expect(release(token)).rejects.toMatchObject({ code: 'comment.too-fast' });
		expect(await readHeld(place.as(), { token })).toMatchObject({ text: '先寫再加入' });
		place.clock.advance(30_000);
		await expect(release(token)).resolves.toBeTruthy();
	});

	it('is not taken where nothing can be said', async () => {
		const { id } = await postComment(place.as(moderator), { thread, body: { text: '會被藏起來' } });
		await hideComment(place.as(moderator), { id });
		await expect(hold('回覆它', { parent: id })).rejects.toMatchObject({ code: 'comment.parent-gone' });
		await expect(hold('', {})).rejects.toMatchObject({ code: 'input.invalid' });
		await expect(
			hold(Array.from({ length: 21 }, (_, n) => `https://example.com/${n}`).join(' , ')),
		).rejects.toMatchObject({
			code: 'comment.too-many-links',
		});
		await expect(hold('字'.repeat(10_001))).rejects.toMatchObject({ code: 'comment.too-long' });
		await expect(holdComment(place.as(), { thread: 999_999, text: '在哪裡' })).rejects.toMatchObject({
			code: 'thread.not-found',
		});
		await closeThread(place.as(moderator), { thread });
		await expect(hold()).rejects.toMatchObject({ code: 'thread.closed' });
	});

	it('allows ten a day from one address, also all at once', async () => {
		const address = '198.51.100.4';
		const outcomes = await Promise.allSettled(
			Array.from({ length: 15 }, (_, index) => hold(`第 ${index} 則`, { address })),
		);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
		await expect(hold('第十一則', { address })).rejects.toMatchObject({ code: 'held.too-many', status: 429 });
		await expect(hold('別的地方', { address: '198.51.100.5' })).resolves.toBeTruthy();
		place.clock.advance(86_400_001);
		await expect(hold('第二天', { address })).resolves.toBeTruthy();
	});
});
