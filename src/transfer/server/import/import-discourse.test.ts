import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { discourse } from '#transfer/discourse/discourse-source.ts';
import { listCategories, readThread } from '#community/server/index.ts';
import { createMember } from '#membership/server/index.ts';
import { search } from '#search/server/index.ts';
import { followRedirect } from '#seo/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { fixtureCopy, fixtureDumpHead } from '#transfer/discourse/backup.fixture.ts';
import { bringAll } from '#testing/bring-all.ts';
import { sayNote } from '#transfer/say-run.ts';
import { findFormer } from '#transfer/server/index.ts';

let place: TestSite;
let folder = '';
beforeAll(async () => {
	place = await testSite();
	await createMember(place.system(), { name: '店主', email: 'owner@example.com', role: 'owner' });
	folder = mkdtempSync(path.join(tmpdir(), 'homecourt-discourse-'));
});
afterAll(async () => {
	await place.close();
	rmSync(folder, { recursive: true, force: true });
});

const at = (day: number): string => `2024-03-${String(day).padStart(2, '0')} 08:00:00.123456`;
const post = (id: number, topic: number, number: number, more: object = {}) => ({
	id,
	user_id: 1,
	topic_id: topic,
	post_number: number,
	raw: 'raw',
	cooked: `<p>第 ${id} 則</p>`,
	created_at: at(number),
	updated_at: at(number),
	reply_to_post_number: null as number | null,
	deleted_at: null as string | null,
	post_type: 1,
	hidden: false,
	user_deleted: false,
	version: 1,
	last_version_at: at(number),
	wiki: false,
	...more,
});
const topic = (id: number, title: string, more: object = {}) => ({
	id,
	title,
	created_at: at(1),
	updated_at: at(9),
	user_id: 1,
	archetype: 'regular',
	category_id: 5 as number | null,
	deleted_at: null as string | null,
	visible: true,
	closed: false,
	archived: false,
	pinned_at: null as string | null,
	pinned_globally: false,
	...more,
});

/** In the order of their names, as pg_dump writes them. */
function dump(more: ReturnType<typeof post>[] = []): string {
	return [
		fixtureDumpHead,
		fixtureCopy('categories', [
			{
				id: 5,
				name: '醬油 & 釀造',
				slug: 'soy',
				description: '問 <b>什麼</b> 都可以',
				read_restricted: false,
				parent_category_id: null,
				position: 1,
			},
			{
				id: 1,
				name: 'Uncategorized',
				slug: 'uncategorized',
				description: null,
				read_restricted: false,
				parent_category_id: null,
				position: 0,
			},
			{
				id: 6,
				name: '員工',
				slug: 'staff',
				description: null,
				read_restricted: true,
				parent_category_id: null,
				position: 2,
			},
			{
				id: 7,
				name: '員工底下',
				slug: 'below',
				description: null,
				read_restricted: false,
				parent_category_id: 6,
				position: 3,
			},
		]),
		fixtureCopy('discourse_solved_solved_topics', [
			{ id: 1, topic_id: 12, answer_post_id: 93, accepter_user_id: 1, created_at: at(5) },
		]),
		fixtureCopy('poll_options', [
			{ id: 21, poll_id: 3, html: '甜 <b>的</b>' },
			{ id: 22, poll_id: 3, html: '鹹的' },
		]),
		fixtureCopy('poll_votes', [{ poll_id: 3, poll_option_id: 22, user_id: 2, created_at: at(6) }]),
		fixtureCopy('polls', [
			{
				id: 3,
				post_id: 97,
				name: 'poll',
				type: 0,
				status: 0,
				results: 0,
				max: null,
				close_at: null,
				updated_at: at(6),
			},
		]),
		fixtureCopy('post_actions', [
			{ id: 1, post_id: 92, user_id: 1, post_action_type_id: 2, deleted_at: null, created_at: at(6) },
			{ id: 2, post_id: 92, user_id: 2, post_action_type_id: 2, deleted_at: at(7), created_at: at(6) },
			{ id: 3, post_id: 92, user_id: 2, post_action_type_id: 8, deleted_at: null, created_at: at(6) },
			// Of what stays behind, in a closed category and deleted.
			{ id: 4, post_id: 99, user_id: 2, post_action_type_id: 2, deleted_at: null, created_at: at(6) },
			{ id: 5, post_id: 94, user_id: 2, post_action_type_id: 2, deleted_at: null, created_at: at(6) },
		]),
		fixtureCopy('posts', [
			post(91, 12, 1, {
				cooked:
					'<p>怎麼釀？ <img src="/images/emoji/twitter/heart.png" class="emoji" alt=":heart:"></p><script>alert(1)</script><p onclick="x()"><a class="mention" href="/u/chen">@chen</a> <a href="https://old.example/t/x/12/3">看</a></p>',
			}),
			post(92, 12, 2, {
				user_id: 2,
				cooked:
					'<aside class="quote" data-username="chen" data-post="1"><div class="title">chen:</div><blockquote><p>怎麼釀？</p></blockquote></aside><p>慢慢來\\t。</p>',
				version: 2,
				last_version_at: at(8),
			}),
			post(93, 12, 3, { user_id: 2, reply_to_post_number: 2, cooked: '<p>兩年。</p>' }),
			post(94, 12, 4, { deleted_at: at(5), cooked: '<p>刪掉的</p>' }),
			post(95, 12, 5, { hidden: true, cooked: '<p>被檢舉的</p>' }),
			post(96, 12, 6, { post_type: 4, cooked: '<p>悄悄話</p>' }),
			post(97, 13, 1, {
				cooked: '<p>你喜歡？</p><div class="poll" data-poll-name="poll"><ul><li>甜的</li></ul></div>',
			}),
			post(98, 14, 1, { cooked: '<p>私訊的秘密</p>' }),
			post(99, 15, 1, { cooked: '<p>員工的秘密</p>' }),
			post(100, 16, 1),
			post(101, 17, 1, { cooked: '<p>底下的秘密</p>' }),
			...more,
		]),
		fixtureCopy('tags', [{ id: 1, name: '新手' }]),
		fixtureCopy('topic_tags', [{ id: 1, topic_id: 12, tag_id: 1 }]),
		fixtureCopy('topic_voting_votes', [{ id: 1, topic_id: 16, user_id: 2, archive: false, created_at: at(6) }]),
		fixtureCopy('topics', [
			topic(12, '怎麼釀醬油', { closed: true, pinned_at: at(2) }),
			topic(13, '甜還是鹹'),
			topic(14, '私訊', { archetype: 'private_message', category_id: null }),
			topic(15, '員工', { category_id: 6 }),
			topic(16, '出小瓶裝'),
			topic(17, '員工底下', { category_id: 7 }),
		]),
		fixtureCopy('user_emails', [
			{ id: 1, user_id: 1, email: 'chen@mail.example', primary: true },
			{ id: 2, user_id: 1, email: 'other@mail.example', primary: false },
			{ id: 3, user_id: 2, email: 'mei@mail.example', primary: true },
		]),
		fixtureCopy('users', [
			{ id: -1, username: 'system', name: 'system', created_at: at(1), suspended_at: null, suspended_till: null },
			{ id: 1, username: 'chen', name: '陳小明', created_at: at(1), suspended_at: null, suspended_till: null },
			{
				id: 2,
				username: 'mei',
				name: '',
				created_at: at(1),
				suspended_at: at(2),
				suspended_till: '3000-01-01 00:00:00',
			},
		]),
	].join('');
}

const bring = (file: string, dry = false) =>
	bringAll(place, 'discourse', path.join(folder, file), { dry, from: 'https://old.example' });

it('brings a forum home from the backup that its console makes, and doubles nothing', async () => {
	writeFileSync(path.join(folder, 'forum.sql.gz'), gzipSync(dump()));
	const told = await bring('forum.sql.gz', true);
	expect(told.outcome).toBe('done');
	expect(await place.site.sql`select from community.comment`).toHaveLength(0);
	const came = await bring('forum.sql.gz');
	expect(came.counts).toMatchObject({
		person: { fresh: 2 },
		category: { fresh: 1, left: 2 },
		thread: { fresh: 3, left: 2 },
		comment: { fresh: 5, left: 2 },
		reaction: { fresh: 1, left: 0 },
		answer: { fresh: 1 },
		vote: { fresh: 1 },
		ballot: { fresh: 1 },
	});
	// The report says what then comes.
	for (const [kind, counts] of Object.entries(told.counts))
		expect(counts, kind).toEqual(came.counts[kind as 'comment']);
	expect(came.findings).toEqual(
		expect.arrayContaining([
			'category 6 forum.restricted',
			'category 7 forum.restricted',
			'comment 94 forum.deleted',
			'comment 95 forum.hidden',
			'other private-messages forum.letters',
			'thread 15 forum.restricted',
		]),
	);
	const [thread] = await place.site.sql<{ id: number; kind: string; closed: Date; comment_count: number }[]>`
		select id, kind, closed, comment_count from community.thread where title = '怎麼釀醬油'`;
	expect(thread).toMatchObject({ kind: 'question', comment_count: 3, closed: expect.any(Date) as Date });
	const page = await readThread(place.as(), { thread: thread?.id as number });
	expect(page.thread).toMatchObject({
		tags: ['新手'],
		pinned: 'category',
		category: { slug: 'soy', name: '醬油 & 釀造' },
	});
	expect(page.comments[0]?.html).toBe(
		'<p>怎麼釀？ ❤️</p><p><a href="/members/chen">@chen</a> <a href="/t/x/12/3">看</a></p>',
	);
	expect(page.answer?.html).toBe('<p>兩年。</p>');
	const reply = page.comments.find((one) => one.html.includes('慢慢來'));
	expect(reply).toMatchObject({
		author: { handle: 'mei' },
		posted: new Date('2024-03-02T08:00:00.123Z'),
		edited: new Date('2024-03-08T08:00:00.123Z'),
		reactions: [{ sign: '❤️', count: 1 }],
		replies: [{ html: '<p>兩年。</p>' }],
	});
	expect(reply?.html).toBe('<blockquote><p><strong>@chen</strong></p><p>怎麼釀？</p></blockquote><p>慢慢來\\t。</p>');
	const poll = await place.site.sql`select c.text, c.vote_count from community.choice c order by c.position`;
	expect(poll.map((one) => ({ ...one }))).toEqual([
		{ text: '甜 的', vote_count: 0 },
		{ text: '鹹的', vote_count: 1 },
	]);
	expect(await place.site.sql`select vote_count from community.idea`).toMatchObject([{ vote_count: 1 }]);
	const people = await place.site
		.sql`select email, role, suspended is not null as out from membership.member where handle in ('chen', 'mei') order by handle`;
	expect(people).toMatchObject([
		{ email: 'chen@mail.example', role: 'member', out: false },
		{ email: 'mei@mail.example', role: 'member', out: true },
	]);
	const all = JSON.stringify(await place.site.sql`select body_text from community.comment`);
	expect(all).not.toMatch(/秘密|悄悄|刪掉|被檢舉/);
	expect((await listCategories(place.as())).map(({ slug }) => slug)).toEqual(['soy']);

	const again = await bring('forum.sql.gz');
	for (const [kind, counts] of Object.entries(again.counts))
		expect(counts, kind).toMatchObject({ fresh: 0, changed: 0 });
	for (const [kind, counts] of Object.entries((await bring('forum.sql.gz', true)).counts))
		expect(counts, kind).toMatchObject({ fresh: 0, changed: 0 });
	expect(again.counts.comment).toMatchObject({ same: 5 });
});

it('leads old addresses to the very comment', async () => {
	const to = async (address: string) => {
		const found = await followRedirect(place.as(), { path: address, query: '' });
		return found?.target ?? (await findFormer(place.as(), { path: address, query: '' }));
	};
	const [thread] = await place.site.sql<{ path: string; third: number }[]>`
		select t.path, c.id as third from community.thread t join community.comment c on c.thread = t.id
		where t.title = '怎麼釀醬油' and c.body_text = '兩年。'`;
	for (const address of ['/t/zen-me/12', '/t/12', '/t/zen-me/12/', '/t/zen-me/12/1', '/t/zen-me/12/4'])
		expect(await to(address), address).toBe(thread?.path);
	for (const address of ['/t/zen-me/12/3', '/t/12/3', '/p/93'])
		expect(await to(address), address).toBe(`/community/comment/${thread?.third}/place`);
	expect(await to('/c/soy/5')).toBe('/community/soy');
	expect(await to('/u/chen')).toBe('/members/chen');
	for (const address of ['/t/staff/15', '/t/letter/14', '/t/none/999', '/t/x', '/p/95', "/t/x/12'--"])
		expect(await to(address), address).toBeNull();
	// What was taken away here leads nowhere any more.
	await place.site.sql`update community.thread set hidden = now() where title = '甜還是鹹'`;
	expect(await to('/t/x/13')).toBeNull();
});

it('goes on from a newer backup, and out of the archive with pictures', async () => {
	const bytes = await packTar([
		{ header: { name: 'meta.txt', size: 1, type: 'file' }, body: 'x' },
		{ header: { name: 'uploads/default/a.png', size: 3, type: 'file' }, body: 'png' },
		...[gzipSync(dump([post(102, 12, 7, { user_id: 2, cooked: '<p>後來說的</p>' })]))].map((body) => ({
			header: { name: 'dump.sql.gz', size: body.length, type: 'file' as const },
			body,
		})),
	]);
	writeFileSync(path.join(folder, 'newer.tar.gz'), gzipSync(bytes));
	const came = await bring('newer.tar.gz');
	expect(came.counts.comment).toMatchObject({ fresh: 1, same: 5 });
	const [thread] = await place.site.sql`select comment_count from community.thread where title = '怎麼釀醬油'`;
	expect(thread).toMatchObject({ comment_count: 4 });
	await place.runJobs();
	expect(JSON.stringify(await search(place.as(), { question: '後來說的' }))).toContain('後來說的');
	expect(await place.site.sql`select from notification.notice`).toHaveLength(0);
});

const picture = (sha: string, text = '') =>
	`<p>${text}<img src="/uploads/default/original/1X/${sha}.png" alt="缸"></p>`;
const tarOf = async (name: string, more: ReturnType<typeof post>[], files: Record<string, Buffer>) => {
	const entries = { 'dump.sql.gz': gzipSync(dump(more)), ...files };
	const bytes = await packTar([
		...Object.entries(entries).map(([file, body]) => ({
			header: { name: file, size: body.length, type: 'file' as const },
			body,
		})),
		{
			header: {
				name: 'uploads/default/original/1X/twin.png',
				size: 0,
				type: 'link',
				linkname: 'uploads/default/original/1X/vat.png',
			},
		},
	]);
	writeFileSync(path.join(folder, name), gzipSync(bytes));
};
const drawn = (color: string) =>
	sharp({ create: { width: 40, height: 30, channels: 3, background: color } })
		.png()
		.toBuffer();

it('brings pictures out of the backup, and what is a wiki as what everybody writes on', async () => {
	const posts = [
		post(110, 12, 10, { cooked: picture('vat', '大缸') }),
		post(111, 12, 11, { cooked: picture('gone', '不見的') }),
		post(112, 12, 12, { cooked: picture('twin', '同一張') }),
		post(113, 12, 13, { cooked: '<p>大家一起寫</p>', wiki: true }),
		post(114, 12, 14, { cooked: '<p>走的人寫的</p>', wiki: true, user_id: 77 }),
		// Longer than anything that may be said here, and still one piece of what was said there.
		post(115, 12, 15, { cooked: `<p>很長</p>${'<p>第一天，晴，攪了三十下。</p>'.repeat(2_500)}` }),
		post(116, 12, 16, {
			cooked:
				'<aside class="quote" data-username="Mei_Li"><blockquote><p><img class="emoji" title=":tada:" src="/images/emoji/tada.png"> <a class="mention">@Mei_Li</a></p></blockquote></aside><p>收到</p>',
		}),
	];
	await tarOf('pictures.tar.gz', posts, {
		'uploads/default/optimized/1X/vat_2_20x15.png': await drawn('#00f'),
		'uploads/default/original/1X/vat.png': await drawn('#a31'),
	});
	const plain = { pictures: undefined };
	const told = await bringAll(place, 'discourse', path.join(folder, 'pictures.tar.gz'), { ...plain, dry: true });
	expect(told.counts.picture).toMatchObject({ fresh: 2, left: 1 });
	expect(await place.site.sql`select from media.picture`).toHaveLength(0);
	const came = await bring('pictures.tar.gz');
	expect(came.counts).toMatchObject({ picture: { fresh: 2 }, keepsake: { fresh: 1 }, comment: { fresh: 7 } });
	const [long] = await place.site
		.sql`select length(body_text) as length from community.comment where body_text ~ '^很長'`;
	expect(long).toMatchObject({ length: expect.any(Number) as number });
	expect(Number(long?.['length'])).toBeGreaterThan(30_000);
	const [quoted] = await place.site.sql`select body_html from community.comment where body_text ~ '收到'`;
	// What stands in a quote is the forum's own as well; whom a text calls is called by the handle of here.
	expect(quoted?.['body_html']).toBe(
		'<blockquote><p><strong>@mei-li</strong></p><p>🎉 @mei-li</p></blockquote><p>收到</p>',
	);
	const shown = await place.site.sql<{ body_html: string }[]>`
		select body_html from community.comment where body_text ~ '大缸|同一張' order by id`;
	expect(shown.map(({ body_html }) => /<img[^>]+alt="缸"/.test(body_html))).toEqual([true, true]);
	const [gone] = await place.site.sql<{ body_html: string }[]>`
		select body_html from community.comment where body_text ~ '不見的'`;
	expect(gone?.body_html).toBe(
		'<p>不見的</p><p><a href="https://old.example/uploads/default/original/1X/gone.png" rel="ugc nofollow">https://old.example/uploads/default/original/1X/gone.png</a></p>',
	);
	const shared = await place.site.sql`
		select c.body_text, s.since, s.shared_by from community.shared_comment s join community.comment c on c.id = s.comment`;
	expect(shared.map((row) => ({ ...row }))).toEqual([
		{ body_text: '大家一起寫', since: new Date('2024-03-13T08:00:00.123Z'), shared_by: null },
	]);
	// What was unpacked is gone.
	expect(readdirSync(path.join(place.system().settings.data, 'incoming'))).toEqual([]);
	const again = await bring('pictures.tar.gz');
	expect(again.counts).toMatchObject({ keepsake: { fresh: 0, same: 1 }, picture: { fresh: 0 } });
});

it('asks for the old address where pictures lie nowhere else', async () => {
	writeFileSync(
		path.join(folder, 'bare.sql.gz'),
		gzipSync(dump([post(120, 12, 20, { cooked: picture('vat', '沒有網址') })])),
	);
	const told = await bringAll(place, 'discourse', path.join(folder, 'bare.sql.gz'), { dry: true });
	expect(told.findings).toContain('picture https://discourse.invalid/uploads/default/original/1X/vat.png picture');
	const [note] = await place.site.sql<{ code: string; details: Record<string, string> }[]>`
		select code, details from transfer.finding where code = 'picture' order by id desc limit 1`;
	expect(sayNote('zh-TW', note?.code ?? '', note?.details ?? {})).toContain('請填「原本的網址」');
});

it('says what is no backup, and what breaks off', async () => {
	writeFileSync(path.join(folder, 'other.sql'), '-- MySQL dump\nINSERT INTO x VALUES (1);');
	expect(await bring('other.sql')).toMatchObject({ outcome: 'failed', trouble: { code: 'transfer.wrong-file' } });
	writeFileSync(path.join(folder, 'empty.sql'), fixtureDumpHead);
	expect(await bring('empty.sql')).toMatchObject({ trouble: { code: 'transfer.wrong-file' } });
	writeFileSync(path.join(folder, 'cut.sql.gz'), gzipSync(dump()).subarray(0, 900));
	expect(await bring('cut.sql.gz')).toMatchObject({ outcome: 'failed', trouble: { code: 'transfer.broken' } });
	const broken = { outcome: 'failed', trouble: { code: 'transfer.broken' } };
	writeFileSync(path.join(folder, 'cut.sql'), dump().slice(0, dump().indexOf('COPY public.users') + 200));
	expect(await bring('cut.sql')).toMatchObject(broken);
	// An upload that broke off, within the dump and within the pictures.
	await tarOf('whole.tar.gz', [post(130, 12, 30, { cooked: picture('late') })], {
		'uploads/default/original/1X/late.png': randomBytes(50_000),
	});
	const whole = readFileSync(path.join(folder, 'whole.tar.gz'));
	for (const end of [900, 30_000]) {
		writeFileSync(path.join(folder, 'cut.tar.gz'), whole.subarray(0, end));
		expect(await bring('cut.tar.gz', true), String(end)).toMatchObject(broken);
	}
	writeFileSync(path.join(folder, 'cut.tar'), gunzipSync(whole).subarray(0, 1_200));
	expect(await bring('cut.tar')).toMatchObject(broken);
	expect(discourse().places?.('/t/__proto__/constructor', '')).toEqual([]);
});
