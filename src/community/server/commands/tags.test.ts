import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import {
	chooseTagMakers,
	findThread,
	listTagNames,
	listThreads,
	mergeThread,
	openThread,
	postComment,
	splitThread,
	tagThread,
} from '#community/server/index.ts';
import { sowCategory, sowMember, sowTagged } from '#community/server/sow.ts';
import { createCategory } from '#community/server/commands/create-category.ts';
import { publishArticle, writeArticle } from '#content/server/index.ts';
import { silenceMember } from '#membership/server/index.ts';
import { chooseWatched, forgetWatched } from '#moderation/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;
let place: TestSite;
/** Known here; new here; keeps the peace. */
let mei: Member;
let newcomer: Member;
let moderator: Member;
let category: { id: number; slug: string };
let shut: { id: number };
beforeAll(async () => {
	place = await testSite();
	const system = place.system();
	mei = await sowMember(system);
	newcomer = await sowMember(system, 'member', 3);
	moderator = await sowMember(system, 'moderator');
	category = await sowCategory(system);
	shut = await createCategory(system, { slug: 'shut', name: '內部', seenBy: 'some' });
	const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '話' }] }] };
	const { id } = await writeArticle(system, { title: '釀造', body, tags: ['R&D', '黑豆'], author: moderator.member });
	await publishArticle(system, { id });
});
afterAll(() => place.close());

const start = (tags: string | string[], actor: Actor = mei, more: object = {}) => {
	place.clock.advance(300_000);
	return sowTagged(place.as(actor), category.id, tags, more);
};
const tagsOf = async (id: number, actor: Actor = moderator) => (await findThread(place.as(actor), { id }))?.tags;
const refused = (code: string) => expect.objectContaining({ code }) as Error;
const wrong = (key: string) => expect.objectContaining({ details: { fields: [{ path: 'tags', key }] } }) as Error;

describe('the tags of a thread', () => {
	it('are read as they are typed: between commas of any kind, after signs, between Chinese words', async () => {
		for (const [typed, kept] of [
			['醬油，料理、 soy sauce', ['醬油', '料理', 'soy sauce']],
			['#醬油 #料理', ['醬油', '料理']],
			['醬油 料理', ['醬油', '料理']],
			['soy sauce', ['soy sauce']],
			['醬油, 醬油 ,＃醬油', ['醬油']],
			[' ', []],
		] as const)
			expect(await tagsOf((await start(typed)).id)).toEqual(kept);
	});

	it('are at most five, short, and nothing but words', async () => {
		await expect(start(['一', '二', '三', '四', '五', '六'])).rejects.toEqual(wrong('many-tags'));
		await expect(start(Array.from({ length: 50 }, (_, n) => `第${n}`))).rejects.toEqual(wrong('many-tags'));
		await expect(start('長'.repeat(31))).rejects.toEqual(wrong('too-long'));
		await expect(start('長'.repeat(10_000))).rejects.toEqual(wrong('too-long'));
		await expect(start(Array.from({ length: 10_000 }, () => '長'.repeat(10_000)))).rejects.toEqual(wrong('too-long'));
		await expect(start(['一,二'])).rejects.toEqual(wrong('tag-comma'));
		await expect(start(['..'])).rejects.toEqual(wrong('wrong'));
		await expect(start(['#'])).rejects.toEqual(wrong('missing'));
		await expect(start([3 as never])).rejects.toEqual(refused('input.invalid'));
		const odd = ['\u202e醬\u200b油', '__proto__', 'constructor', '<b>粗</b>', `"'><script>`];
		expect(await tagsOf((await start(odd)).id)).toEqual([
			'醬 油',
			'__proto__',
			'constructor',
			'<b>粗</b>',
			`"'><script>`,
		]);
	});

	it('are those that are there already, whatever their width, case and script', async () => {
		await start('陳年醬油');
		expect(await tagsOf((await start('ｒ＆ｄ、陈年酱油', newcomer)).id)).toEqual(['R&D', '陳年醬油']);
	});

	it('are not made by newcomers, unless the house lets them; by nobody but staff, if it says so', async () => {
		const title = expect.objectContaining({ code: 'tag.unknown', details: { tags: '全新的' } }) as Error;
		await expect(start('黑豆、全新的', newcomer)).rejects.toEqual(title);
		expect(await tagsOf((await start('黑豆', newcomer)).id)).toEqual(['黑豆']);
		for (const from of [5, -1, 'x'])
			await expect(chooseTagMakers(place.system(), { from })).rejects.toEqual(refused('input.invalid'));
		await chooseTagMakers(place.system(), { from: '0' });
		await start('新人取的', newcomer);
		await chooseTagMakers(place.system(), { from: 4 });
		await expect(start('會員取的', mei)).rejects.toEqual(refused('tag.unknown'));
		await start('版主取的', moderator);
		await chooseTagMakers(place.system(), { from: 1 });
		await start('會員取的', mei);
	});

	it('are changed by whoever began the thread and by moderators; once, however often', async () => {
		const { id } = await start('黑豆');
		await expect(tagThread(place.as(newcomer), { thread: id, tags: [] })).rejects.toEqual(refused('permission.denied'));
		await tagThread(place.as(mei), { thread: id, tags: '料理、黑豆' });
		await tagThread(place.as(mei), { thread: id, tags: '料理、黑豆' });
		expect(await tagsOf(id)).toEqual(['料理', '黑豆']);
		await tagThread(place.as(moderator), { thread: id, tags: [] });
		expect(await tagsOf(id)).toEqual([]);
		const facts = await place.site
			.sql`select data from platform.event where name = 'thread.tagged' and data->>'thread' = ${String(id)}`;
		expect(facts).toHaveLength(2);
	});

	it('belong to the forum: what stands under an article has those of the article', async () => {
		const under = await openThread(place.system(), { subject: 'article:77', title: '文章', path: '/articles/x' });
		await expect(tagThread(place.as(moderator), { thread: under.id, tags: ['黑豆'] })).rejects.toEqual(
			refused('thread.wrong-kind'),
		);
	});

	it('are not chosen by whoever may not speak', async () => {
		const silent = await sowMember(place.system());
		const { id } = await start('黑豆', silent);
		const until = new Date(place.clock.now().getTime() + 9e7);
		await silenceMember(place.system(), { member: silent.member, until } as never);
		await expect(tagThread(place.as(silent), { thread: id, tags: ['料理'] })).rejects.toEqual(
			refused('member.silenced'),
		);
	});

	it('keep what a thread has, though nobody else could use it any more', async () => {
		const { id } = await start('黑豆', newcomer);
		await place.site.sql`update community.thread set tags = array['別處沒有'] where id = ${id}`;
		await tagThread(place.as(newcomer), { thread: id, tags: '別處沒有、黑豆' });
		expect(await tagsOf(id)).toEqual(['別處沒有', '黑豆']);
	});

	it('wait for nobody: words that somebody should look at are refused, and hide a new thread', async () => {
		const { id } = await start('黑豆');
		forgetWatched(place.site.handle);
		await chooseWatched(place.as(moderator), { words: '便宜代購' });
		await expect(tagThread(place.as(mei), { thread: id, tags: ['便宜代購'] })).rejects.toEqual(refused('tag.stopped'));
		expect(await tagsOf(id)).toEqual(['黑豆']);
		const held = await start('便宜代購');
		expect(await findThread(place.as(mei), { id: held.id })).toBeNull();
		await chooseWatched(place.as(moderator), { words: '' });
		forgetWatched(place.site.handle);
	});
});

describe('a tag of what only some may see', () => {
	it('is in no list, no suggestion, and not to be found out by using it', async () => {
		const secret = await start('機密案', moderator, { category: shut.id });
		const gone = await start('收掉的', moderator);
		await place.site.sql`update community.thread set hidden = now() where id = ${gone.id}`;
		for (const tag of ['機密案', '收掉的', '机密案'])
			await expect(start(tag, newcomer), tag).rejects.toEqual(refused('tag.unknown'));
		for (const actor of [mei, newcomer]) {
			const names = await listTagNames(place.as(actor));
			expect(names).toContain('黑豆');
			expect(names).not.toContain('機密案');
			expect(names).not.toContain('收掉的');
			expect((await listThreads(place.as(actor), { tag: '機密案' })).items).toEqual([]);
		}
		expect(await listTagNames(place.as(moderator))).toContain('機密案');
		expect((await listThreads(place.as(moderator), { tag: '機密案' })).items.map(({ id }) => id)).toEqual([secret.id]);
		// A former name that leads there tells nothing either.
		await place.site.sql`insert into content.former_tag (name, leads_to, left_behind) values ('舊名', '機密案', now())`;
		expect(await tagsOf((await start('舊名', mei)).id)).toEqual(['舊名']);
		await place.site.sql`insert into content.former_tag (name, leads_to, left_behind) values ('烏豆', '黑豆', now())`;
		expect(await tagsOf((await start('烏豆', newcomer)).id)).toEqual(['黑豆']);
	});
});

describe('threads', () => {
	it('are listed by a tag, newest activity first, a page at a time', async () => {
		const ids: number[] = [];
		for (let n = 0; n < 5; n++) ids.unshift((await start(['排好'])).id);
		await start('別的');
		const first = await listThreads(place.as(), { tag: '排好', limit: 3 });
		const rest = await listThreads(place.as(), { tag: '排好', limit: 3, before: first.next ?? '' });
		expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
		expect(rest.next).toBeNull();
		expect(first.items[0]?.tags).toEqual(['排好']);
	});

	it('that are split are about the same, and merged ones about both, as far as there is room', async () => {
		const { id } = await start('一一、二二、三三');
		place.clock.advance(60_000);
		const answer = await postComment(place.as(mei), { thread: id, body: { text: '這是另一件事' } });
		const split = await splitThread(place.as(moderator), { thread: id, comments: [answer.id], title: '另外談談' });
		expect(await tagsOf(split.id)).toEqual(['一一', '二二', '三三']);
		await tagThread(place.as(moderator), { thread: split.id, tags: '四四、二二、五五、六六' });
		await mergeThread(place.as(moderator), { thread: split.id, into: id });
		expect(await tagsOf(id)).toEqual(['一一', '二二', '三三', '四四', '五五']);
	});
});
