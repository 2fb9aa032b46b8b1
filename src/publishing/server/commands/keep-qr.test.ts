import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { layCards, readSheet } from '#publishing/qr.ts';
import {
	changeQr,
	createLink,
	findLink,
	listChosenQrs,
	listDestinations,
	listQrs,
	makeQr,
	readQr,
	resumeQr,
	stopQr,
} from '#publishing/server/index.ts';
import { sowArticle, sowMember } from '#publishing/server/sow.ts';

type Person = Actor & { kind: 'member' };
let place: TestSite;
let editor: Person;
let author: Person;
let other: Person;
let article: number;

beforeAll(async () => {
	place = await testSite();
	editor = await sowMember(place.site.sql, '林佳穎', 'editor');
	author = await sowMember(place.site.sql, '阿哲', 'author');
	other = await sowMember(place.site.sql, '小雨', 'author');
	const published = place.system().now;
	article = await sowArticle(place.site.sql, editor.member, { slug: '豆腐', title: '一塊豆腐', published });
	await sowArticle(place.site.sql, editor.member, { slug: 'draft', title: '草稿', published: null });
});
afterAll(() => place.close());

const make = (name: string, more: object = {}, by: Actor = editor) =>
	makeQr(place.as(by), { name, place: 'shop', target: '/join', ...more });
const refusal = (path: string, key: string) => ({ code: 'input.invalid', details: { fields: [{ path, key }] } });
const codeOf = (url: string) => url.slice(-7);
const count = async () => (await place.site.sql`select 1 from publishing.link`).length;

it('is a tracked link under a name, to a page that visitors see', async () => {
	const { id, url } = await make('櫃檯立牌', { words: '掃我' });
	expect(await readQr(place.as(editor), { id })).toMatchObject({
		name: '櫃檯立牌',
		place: 'shop',
		words: '掃我',
		url,
		target: '/join',
		opens: { fixed: 'join' },
		scans: 0,
		joined: 0,
		stopped: null,
	});
	expect(await findLink(place.as(), { code: codeOf(url) })).toMatchObject({ target: '/join', resting: false });
	// Whatever people paste: in letters, in percent signs, with the host.
	const opened = { opens: { title: '一塊豆腐', article } };
	for (const [n, target] of [
		'/articles/豆腐',
		'/articles/%E8%B1%86%E8%85%90?x=1#y',
		`${place.as().site.url}/articles/豆腐`,
	].entries())
		expect(await readQr(place.as(author), { id: (await make(`包裝 ${n}`, { target })).id })).toMatchObject(opened);
	expect((await place.site.sql`select 1 from publishing.link where article = ${article}`).length).toBe(3);
});

it.each([
	['an article that is not public', '/articles/draft', 'no-such-page'],
	['a page that never was', '/nothing-here', 'no-such-page'],
	['a broken address', '/articles/%E8%B1', 'no-such-page'],
	['a thread that never was', '/community/talk/999999999999999-x', 'no-such-page'],
	['a number beyond numbers', '/community/talk/99999999999999999999', 'no-such-page'],
	['a room of the staff', '/console/members', 'no-such-page'],
	['another place', 'https://evil.example/join', 'foreign-target'],
	['a place that looks like ours', 'http://localhost.evil.example/', 'foreign-target'],
	['a script', 'javascript:alert(1)', 'foreign-target'],
	['two slashes', '//evil.example', 'foreign-target'],
])('prints nothing that leads to %s', async (_, target, key) => {
	const before = await count();
	await expect(make('壞的', { target })).rejects.toMatchObject(refusal('target', key));
	expect(await count()).toBe(before);
});

it('refuses fields that are missing or too long, by name', async () => {
	await expect(make('  ')).rejects.toMatchObject(refusal('name', 'missing'));
	await expect(make('字'.repeat(61))).rejects.toMatchObject(refusal('name', 'too-long'));
	await expect(make('好', { place: 'moon' })).rejects.toMatchObject(refusal('place', 'missing'));
	await expect(make('好', { words: '字'.repeat(61) })).rejects.toMatchObject(refusal('words', 'too-long'));
	await expect(make('好', { target: ' ' })).rejects.toMatchObject(refusal('target', 'missing'));
});

it('makes one of a form that is sent twice, and gives a name once', async () => {
	const [one, two] = await Promise.all([make('三號桌', { place: 'table' }), make('三號桌', { place: 'table' })]);
	expect(two).toEqual(one);
	await expect(make('三號桌', { place: 'event' })).rejects.toMatchObject(refusal('name', 'name-taken'));
	const { id } = await make('四號桌', { place: 'table' });
	await expect(
		changeQr(place.as(editor), { id, name: '三號桌', place: 'table', target: '/join' }),
	).rejects.toMatchObject(refusal('name', 'name-taken'));
});

it('leads elsewhere under the same picture, and keeps its name without its page', async () => {
	const { id, url } = await make('紙盒', { place: 'package', target: '/articles/豆腐' });
	const change = (more: object) =>
		changeQr(place.as(editor), { id, name: '紙盒', place: 'package', target: '/articles/豆腐', ...more });
	await place.site.sql`update content.article set published = null where id = ${article}`;
	expect(await readQr(place.as(editor), { id })).toMatchObject({ opens: null });
	expect(await findLink(place.as(), { code: codeOf(url) })).toMatchObject({ resting: true });
	await change({ name: '紙盒（夏天）' });
	expect(await readQr(place.as(editor), { id })).toMatchObject({ name: '紙盒（夏天）', url });
	await change({ target: '/' });
	expect(await findLink(place.as(), { code: codeOf(url) })).toMatchObject({
		target: '/',
		resting: false,
		article: null,
	});
	await place.site.sql`update content.article set published = ${place.system().now} where id = ${article}`;
});

it('is switched off and on, twice as once, and says so each time it changed', async () => {
	const { id, url } = await make('市集', { place: 'event' });
	for (let n = 0; n < 2; n++) await stopQr(place.as(editor), { id });
	expect(await findLink(place.as(), { code: codeOf(url) })).toMatchObject({ resting: true });
	for (let n = 0; n < 2; n++) await resumeQr(place.as(editor), { id });
	expect(await findLink(place.as(), { code: codeOf(url) })).toMatchObject({ resting: false });
	const facts = await place.site.sql`select name from platform.event where about = ${`link:${id}`} order by id`;
	expect(facts.map(({ name }) => name)).toEqual(['link.created', 'qr.made', 'qr.stopped', 'qr.resumed']);
});

it('is for whoever makes links; authors change their own', async () => {
	const member = await sowMember(place.site.sql, '王小明', 'member');
	const analyst = await sowMember(place.site.sql, '小安', 'analyst');
	const { id } = await make('作者的', {}, author);
	for (const [who, status] of [
		[{ kind: 'visitor' }, 401],
		[member, 403],
		[analyst, 403],
	] as [Actor, number][]) {
		await expect(make('不行', {}, who)).rejects.toMatchObject({ status });
		await expect(listDestinations(place.as(who), {})).rejects.toMatchObject({ status });
	}
	await expect(listQrs(place.as(member), {})).rejects.toMatchObject({ status: 403 });
	expect((await listQrs(place.as(analyst), { limit: 1 })).items).toMatchObject([{ name: '作者的' }]);
	await expect(stopQr(place.as(other), { id })).rejects.toMatchObject({ status: 403 });
	await stopQr(place.as(author), { id });
	await resumeQr(place.as(editor), { id });
	// A link that hangs nowhere is no code.
	const link = await createLink(place.as(editor), { target: '/', channel: 'qr' });
	await expect(stopQr(place.as(editor), { id: link.id })).rejects.toMatchObject({ code: 'qr.not-found' });
	await expect(readQr(place.as(editor), { id: 999_999 })).rejects.toMatchObject({ status: 404 });
});

it('counts who joined by it, and lists pages of codes', async () => {
	const { id } = await make('收銀機旁');
	const joined = await sowMember(place.site.sql, '新朋友', 'member');
	await sowMember(place.site.sql, '別人', 'member');
	await place.site
		.sql`update membership.member set came_by_link = ${id} where id in (${joined.member}, ${editor.member})`;
	await place.site
		.sql`insert into insight.click (link, visitor, clicked, source) values (${id}, ${'a'.repeat(16)}, now(), 'qr')`;
	const first = await listQrs(place.as(editor), { limit: 2 });
	expect(first.items[0]).toMatchObject({ id, scans: 1, joined: 1 });
	const second = await listQrs(place.as(editor), { limit: 2, before: first.next! });
	expect(second.items[0]!.id).toBeLessThan(first.items[1]!.id);
	const chosen = await listChosenQrs(place.as(editor), { ids: [second.items[0]!.id, 999_999, id, id] });
	expect(chosen.map((code) => code.id)).toEqual([second.items[0]!.id, id]);
});

it('lays cards on sheets', () => {
	expect(layCards(['a'], 'card', null)).toEqual([Array(6).fill('a')]);
	expect(layCards(['a', 'b'], 'poster', null)).toEqual([['a'], ['b']]);
	expect(layCards(['a', 'b'], 'card', 4).map((page) => page.join(''))).toEqual(['aaaabb', 'bb']);
	expect(layCards(['a'], 'sticker', 9_999).flat()).toHaveLength(240);
	expect(layCards([], 'small', null)).toEqual([]);
	const read = (query: string) => readSheet(new URLSearchParams(query));
	expect(read('size=card&copies=3')).toEqual({ size: 'card', copies: 3 });
	for (const wrong of ['', 'size=toString&copies=-1', 'size=x&copies=1.5', 'copies=NaN'])
		expect(read(wrong)).toEqual({ size: 'small', copies: null });
	expect(read('copies=99999999').copies).toBe(240);
});
