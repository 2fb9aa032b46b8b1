import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import {
	deleteComment,
	editComment,
	holdComment,
	postComment,
	readThread,
	releaseHeld,
} from '#community/server/index.ts';
import { sowMember, sowThread } from '#community/server/sow.ts';
import { listNotices } from '#notification/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Actor & { kind: 'member' };

let place: TestSite;
let mei: Member;
let wei: Member;
let thread: number;
let said: number;
beforeAll(async () => void (place = await testSite()));
beforeEach(async () => {
	[mei, wei] = await Promise.all([sowMember(place.system()), sowMember(place.system())]);
	({ id: thread } = await sowThread(place.system()));
	const text = `開封以後\n要放冰箱 <b>x</b>，@${wei.handle} 也這樣說。`;
	said = (await postComment(place.as(mei), { thread, body: { text } })).id;
});
afterAll(() => place.close());

const answer = (quote: string, more: object = {}) =>
	postComment(place.as(wei), { thread, parent: said, quote, body: { text: '為什麼要冰？' }, ...more });
const html = async () => (await readThread(place.as(), { thread })).comments[0]?.replies.at(-1)?.html ?? '';

it('puts the words above the answer, with whose they are and the way to them', async () => {
	await answer('要放冰箱 <b>x</b>');
	expect(await html()).toBe(
		`<blockquote><p><a href="/community/comment/${said}/place">${mei.name}</a></p><p>要放冰箱 &lt;b&gt;x&lt;/b&gt;</p></blockquote><p>為什麼要冰？</p>`,
	);
});

it('takes a selection over lines, and calls nobody again', async () => {
	await place.runJobs();
	const before = (await listNotices(place.as(wei), {})).items.length;
	const other = await sowMember(place.system());
	await postComment(place.as(other), {
		thread,
		parent: said,
		quote: `開封以後 要放冰箱 <b>x</b>，@${wei.handle} 也`,
		body: { text: '我也覺得' },
	});
	await place.runJobs();
	expect((await listNotices(place.as(wei), {})).items).toHaveLength(before);
});

it('quotes nobody with what they did not say, or do not say any more', async () => {
	await expect(answer('不要放冰箱')).rejects.toMatchObject({ code: 'comment.misquoted' });
	await expect(answer('x'.repeat(2_001))).rejects.toMatchObject({ status: 422 });
	await expect(answer('要放冰箱', { parent: 999_999 })).rejects.toMatchObject({ code: 'comment.not-found' });
	await editComment(place.as(mei), { id: said, body: { text: '放哪裡都可以' } });
	await expect(answer('要放冰箱')).rejects.toMatchObject({ code: 'comment.misquoted' });
	await deleteComment(place.as(mei), { id: said });
	await expect(answer('放哪裡')).rejects.toMatchObject({ code: 'comment.parent-gone' });
	expect((await readThread(place.as(), { thread })).total).toBe(0);
});

it('waits with what a visitor says to it', async () => {
	await expect(holdComment(place.as(), { thread, parent: said, text: '真的嗎', quote: '不要' })).rejects.toMatchObject({
		code: 'comment.misquoted',
	});
	const { token } = await holdComment(place.as(), { thread, parent: said, text: '真的嗎', quote: '要放冰箱' });
	await releaseHeld(place.as(wei), { token });
	expect(await html()).toContain('<p>要放冰箱</p></blockquote><p>真的嗎</p>');
});
