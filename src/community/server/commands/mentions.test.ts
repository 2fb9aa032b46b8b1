import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import {
	createCategory,
	editComment,
	findComment,
	hideComment,
	listMentionable,
	postComment,
	startThread,
} from '#community/server/index.ts';
import { sowCategory, sowMember, sowThread } from '#community/server/sow.ts';
import { threadMeant } from '#community/thread.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Actor & { kind: 'member' };

let place: TestSite;
let mei: Member;
let wei: Member;
let boss: Member;
let thread: number;
beforeAll(async () => void (place = await testSite()));
beforeEach(async () => {
	[mei, wei, boss] = await Promise.all([
		sowMember(place.system()),
		sowMember(place.system()),
		sowMember(place.system(), 'owner'),
	]);
	({ id: thread } = await sowThread(place.system()));
});
afterAll(() => place.close());

const begin = async (title: string, category: number) =>
	startThread(place.as(boss), { category, title, body: { text: '大家怎麼看' } });
const htmlOf = async (id: number) => (await findComment(place.as(boss), { id })).html;

it('calls whoever is named right behind a Chinese word', async () => {
	const { id } = await postComment(place.as(mei), {
		thread,
		body: { text: `謝謝@${wei.handle}，信寄到小美@${wei.handle}.tw` },
	});
	expect(await htmlOf(id)).toBe(
		`<p>謝謝<a href="/members/${wei.handle}">@${wei.handle}</a>，信寄到小美@${wei.handle}.tw</p>`,
	);
});

it('says the title of a thread where its address was put, and leads there', async () => {
	const category = await sowCategory(place.system());
	const { id: about, path } = await begin('醬油 <b>可以</b> 冷凍嗎', category.id);
	const { url } = place.as().site;
	const short = `${url}/community/${category.slug}/${about}`;
	const { id } = await postComment(place.as(mei), {
		thread,
		body: { text: `看看${short}，還有 ${url}${path}#comment-3` },
	});
	const html = await htmlOf(id);
	expect(html.match(/>醬油 &lt;b&gt;可以&lt;\/b&gt; 冷凍嗎<\/a>/g)).toHaveLength(2);
	expect(html).toContain(`href="${short}"`);
	expect(html).toContain('#comment-3"');
	// What is searched and quoted is what is read.
	expect((await findComment(place.as(), { id })).text).toBe(
		'看看醬油 <b>可以</b> 冷凍嗎，還有 醬油 <b>可以</b> 冷凍嗎',
	);
	const { markdown } = await findComment(place.as(mei), { id });
	await editComment(place.as(mei), { id, body: { markdown: `${markdown} 改` } });
	expect(await htmlOf(id)).toContain('冷凍嗎</a>');
});

it('says no title that not everybody may read, and none of another house', async () => {
	const closed = await createCategory(place.system(), { slug: `closed-${thread}`, name: '內部', seenBy: 'members' });
	const inside = await begin('只有會員知道的標題', closed.id);
	const open = await sowCategory(place.system());
	const gone = await begin('被拿掉的標題', open.id);
	await hideComment(place.as(boss), { id: gone.comment });
	const shown = await begin('大家看得到的標題', open.id);
	const { url } = place.as().site;
	const say = async (text: string) => htmlOf((await postComment(place.as(boss), { thread, body: { text } })).id);
	for (const { id } of [inside, gone]) expect(await say(`${url}/community/x/${id} ${id}`)).not.toContain('標題');
	expect(await say(`https://other.example/community/x/${shown.id}`)).not.toContain('標題');
	expect(await say(`${url}/community/comment/${shown.id}/place`)).not.toContain('標題');
	expect(await say(`${url}/community/thread/${shown.id}`)).toContain('大家看得到的標題');
});

it.each([
	['/community/ask/12-x', 12],
	['/community/thread/12', 12],
	[' 12 ', 12],
	['/community/comment/12', null],
	['/community/comment/12/place', null],
	['/community/elsewhere/12', null],
	['/articles/12', null],
])('takes %s for thread %s', (text, id) => expect(threadMeant(text)).toBe(id));

it('offers who speaks in a thread before a letter is typed, the latest first, and of no thread that the asker cannot read', async () => {
	await postComment(place.as(wei), { thread, body: { text: '第一句' } });
	await postComment(place.as(boss), { thread, body: { text: '第二句' } });
	const names = async (asker: Member, asked: object) =>
		(await listMentionable(place.as(asker), { q: '', ...asked })).map(({ handle }) => handle);
	expect(await names(mei, { thread })).toEqual([boss.handle, wei.handle]);
	expect(await names(mei, {})).toEqual([]);
	const closed = await createCategory(place.system(), { slug: `room-${thread}`, name: '小房間', seenBy: 'some' });
	const { id } = await begin('裡面的人', closed.id);
	expect(await names(mei, { thread: id })).toEqual([]);
	expect(await names(boss, { thread: id })).toEqual([boss.handle]);
	await expect(listMentionable(place.as(), { q: '', thread })).rejects.toMatchObject({ status: 401 });
});
