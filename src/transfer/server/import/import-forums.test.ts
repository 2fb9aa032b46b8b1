import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readThread } from '#community/server/index.ts';
import { publishArticle, writeArticle } from '#content/server/index.ts';
import { createMember } from '#membership/server/index.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { addRedirects } from '#seo/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { bringAll } from '#testing/bring-all.ts';
import { findFormer } from '#transfer/server/index.ts';
import type { ReadingOptions } from '#transfer/source.ts';

let place: TestSite;
let folder = '';
let owner = 0;
beforeAll(async () => {
	place = await testSite();
	owner = (await createMember(place.system(), { name: '店主', email: 'owner@example.com', role: 'owner' })).id;
	folder = mkdtempSync(path.join(tmpdir(), 'homecourt-forum-'));
});
afterAll(async () => {
	await place.close();
	rmSync(folder, { recursive: true, force: true });
});

const bring = (source: string, name: string, text: string, options: ReadingOptions & { dry?: boolean } = {}) => {
	writeFileSync(path.join(folder, name), text);
	return bringAll(place, source, path.join(folder, name), options);
};
const threadCalled = async (title: string) => {
	const [row] = await place.site.sql<
		{ id: number; path: string }[]
	>`select id, path from community.thread where title = ${title}`;
	return { path: row?.path, ...(await readThread(place.as(), { thread: row?.id ?? 0 })) };
};
/** Run again, nothing comes. */
async function sameAgain(again: ReturnType<typeof bring>) {
	for (const [kind, counts] of Object.entries((await again).counts))
		expect(counts, kind).toMatchObject({ fresh: 0, changed: 0 });
}
const commentOf = async (text: string): Promise<string> => {
	const [row] = await place.site.sql`select id from community.comment where body_text = ${text}`;
	return `/community/comment/${row?.['id']}/place`;
};

describe('NodeBB', () => {
	const when = (minute: number) => Date.UTC(2023, 4, 1, 8, minute);
	const object = (key: string, more: object) => ({ _id: { $oid: `${key}-x` }, _key: key, ...more });
	const objects = [
		// As they come out of a collection: in no order.
		object('post:3', { pid: 3, tid: 12, uid: 2, toPid: 2, content: '兩年。', timestamp: when(3) }),
		object('uid:1:upvote', { value: '2', score: { $numberLong: String(when(9)) } }),
		object('post:2', {
			pid: 2,
			tid: 12,
			uid: 2,
			toPid: '1',
			content: '**慢慢**來\n\n![缸](/assets/uploads/files/vat.png)\n<script>x</script>',
			timestamp: when(2),
			edited: when(5),
		}),
		object('group:cid:5:privileges:groups:topics:read:members', { value: 'guests', score: 1 }),
		object('group:cid:6:privileges:groups:topics:read:members', { value: 'registered-users', score: 1 }),
		object('topic:12', {
			tid: 12,
			cid: 5,
			uid: 1,
			mainPid: 1,
			title: '怎麼釀 &amp; 等',
			titleRaw: '怎麼釀 & 等',
			timestamp: when(1),
			lastposttime: when(5),
			locked: 1,
			tags: '新手,#紅 麴,一、二,四,五,六',
			isQuestion: 1,
			isSolved: 1,
			solvedPid: 3,
		}),
		object('topic:13', { tid: 13, cid: 6, uid: 1, mainPid: 9, title: '內部', timestamp: when(1) }),
		object('topic:14', { tid: 14, cid: 5, uid: 1, mainPid: 10, title: '丟掉的', timestamp: when(1), deleted: 1 }),
		object('post:1', {
			pid: 1,
			tid: 12,
			uid: 1,
			content: '[b]開頭[/b] @chen-ming :heart: `:heart:` 12:100:30 :constructor:',
			timestamp: when(1),
		}),
		object('post:4', { pid: 4, tid: 12, uid: 1, content: '刪掉的話', timestamp: when(4), deleted: 1 }),
		object('post:5', { pid: 5, tid: 12, uid: 77, content: '不在的人', timestamp: when(5) }),
		object('post:9', { pid: 9, tid: 13, uid: 1, content: '內部的秘密', timestamp: when(1) }),
		object('category:5', { cid: 5, name: '釀造', slug: '5/brewing', description: '問', order: 2 }),
		object('message:1', { mid: 1, content: '悄悄話', fromuid: 1, timestamp: when(1) }),
		object('category:6', { cid: 6, name: '員工', slug: '6/staff', order: 3 }),
		object('user:1', {
			uid: 1,
			username: 'Chen Ming',
			userslug: 'chen-ming',
			email: 'chen@nodebb.example',
			joindate: when(0),
		}),
		object('user:2', {
			uid: 2,
			username: 'mei',
			fullname: '小美',
			userslug: 'mei',
			email: '',
			joindate: when(0),
			banned: 1,
		}),
	];
	const text = objects.map((one) => JSON.stringify(one)).join('\n');

	it('comes from what mongoexport writes, in whatever order', async () => {
		const came = await bring('nodebb', 'objects.json', text, { pictures: 'none' });
		expect(came).toMatchObject({
			outcome: 'done',
			counts: {
				person: { fresh: 2 },
				category: { fresh: 1, left: 1 },
				thread: { fresh: 1, left: 2 },
				comment: { fresh: 4, left: 1 },
				reaction: { fresh: 1 },
				answer: { fresh: 1 },
			},
		});
		const { thread, comments, answer } = await threadCalled('怎麼釀 & 等');
		// As tags are kept here; a comma in one would part it; there is room for five.
		expect(thread.tags).toEqual(['新手', '紅 麴', '一 二', '四', '五']);
		expect(came.findings).toContain('thread 12 forum.tags');
		expect(came.findings).toContain('other private-messages forum.letters');
		expect(thread).toMatchObject({ kind: 'question', closed: expect.any(Date) as Date, category: { slug: 'brewing' } });
		expect(comments.map(({ html }) => html)).toEqual([
			'<p><strong>開頭</strong> <a href="/members/chen-ming">@chen-ming</a> ❤️ <code>:heart:</code> 12:100:30 :constructor:</p>',
			expect.stringContaining('<p><strong>慢慢</strong>來</p>') as string,
			'<p>不在的人</p>',
		]);
		expect(comments[1]?.html).toContain('&lt;script&gt;');
		expect(comments[1]).toMatchObject({
			author: { name: '小美' },
			reactions: [{ sign: '👍', count: 1 }],
			replies: [{ html: '<p>兩年。</p>' }],
		});
		expect(comments[2]?.origin).toMatchObject({ network: 'nodebb' });
		expect(answer?.html).toBe('<p>兩年。</p>');
		expect(JSON.stringify(await place.site.sql`select body_text from community.comment`)).not.toMatch(/秘密|刪掉/);
		await sameAgain(
			bring('nodebb', 'again.json', `[${objects.map((one) => JSON.stringify(one)).join(',\n')}]`, { pictures: 'none' }),
		);
	});

	it('leads old addresses on', async () => {
		const { path: home } = await threadCalled('怎麼釀 & 等');
		const to = (address: string) => findFormer(place.as(), { path: address, query: '' });
		expect(await to('/topic/12/zen-me')).toBe(home);
		expect(await to('/topic/12/zen-me/3')).toBe(await commentOf('兩年。'));
		expect(await to('/post/3')).toBe(await commentOf('兩年。'));
		expect(await to('/topic/13/nei-bu')).toBeNull();
	});

	it('says where it is broken', async () => {
		expect(await bring('nodebb', 'broken.json', `${text.slice(0, text.indexOf('\n') - 9)}\n${text}`)).toMatchObject({
			outcome: 'failed',
			trouble: { code: 'transfer.broken', details: { line: 1 } },
		});
		// Cut off within something that is passed by.
		expect(await bring('nodebb', 'cut.json', `${text}\n{"_id":{"$oid":"1"},"_key":"tid:12:posts","val`)).toMatchObject({
			outcome: 'failed',
			trouble: { code: 'transfer.broken', details: { line: 0 } },
		});
		expect(await bring('nodebb', 'other.json', '{"name": 1}')).toMatchObject({
			trouble: { code: 'transfer.wrong-file' },
		});
	});
});

describe('Flarum', () => {
	const rich =
		'<r><p><POSTMENTION discussionid="12" displayname="chen" id="2" number="2">@"chen"#p2</POSTMENTION> <STRONG><s>**</s>兩年<e>**</e></STRONG>，<URL url="https://old.example/d/12-x"><s>[</s>看<e>](https://old.example/d/12-x)</e></URL></p><LIST><LI><s>- </s>一</LI></LIST><CODE><s>```</s><i>\n</i>a &lt; b<i>\n</i><e>```</e></CODE></r>';
	const tables: Record<string, Record<string, string | null>[]> = {
		discussion_tag: [
			{ discussion_id: '12', tag_id: '1' },
			{ discussion_id: '12', tag_id: '3' },
			{ discussion_id: '13', tag_id: '2' },
			{ discussion_id: '14', tag_id: '1' },
		],
		discussions: [
			{
				id: '12',
				title: "陳's 醬油; 釀\\造",
				created_at: '2023-05-01 08:00:00',
				user_id: '1',
				first_post_id: '1',
				is_private: '0',
				is_locked: '0',
				is_sticky: '1',
				hidden_at: null,
				is_approved: '1',
				last_posted_at: '2023-05-03 08:00:00',
				best_answer_post_id: '3',
				best_answer_user_id: '1',
				best_answer_set_at: '2023-05-04 08:00:00',
			},
			{
				id: '14',
				title: '甜還是鹹',
				created_at: '2023-05-01 08:00:00',
				user_id: '1',
				first_post_id: '20',
				is_private: '0',
				is_locked: '0',
				is_sticky: '0',
				hidden_at: null,
				is_approved: '1',
				last_posted_at: null,
				best_answer_post_id: null,
				best_answer_user_id: null,
				best_answer_set_at: null,
			},
			{
				id: '13',
				title: '內部',
				created_at: '2023-05-01 08:00:00',
				user_id: '1',
				first_post_id: '9',
				is_private: '0',
				is_locked: '0',
				is_sticky: '0',
				hidden_at: null,
				is_approved: '1',
				last_posted_at: null,
				best_answer_post_id: null,
				best_answer_user_id: null,
				best_answer_set_at: null,
			},
		],
		poll_options: [
			{ id: '7', answer: '甜', poll_id: '1' },
			{ id: '8', answer: '鹹', poll_id: '1' },
		],
		poll_votes: [{ id: '1', poll_id: '1', option_id: '8', user_id: '2', created_at: '2023-05-06 08:00:00' }],
		polls: [
			{
				id: '1',
				question: '甜還是鹹',
				post_id: '20',
				end_date: null,
				settings: '{"allow_multiple_votes":true,"max_votes":0,"hide_votes":true}',
			},
		],
		post_likes: [{ post_id: '3', user_id: '1', created_at: '2023-05-05 08:00:00' }],
		posts: [
			{
				id: '1',
				discussion_id: '12',
				number: '1',
				created_at: '2023-05-01 08:00:00',
				user_id: '1',
				type: 'comment',
				content: '<t><p>怎麼釀？<br/>\n多久？</p></t>',
				edited_at: null,
				hidden_at: null,
				is_private: '0',
				is_approved: '1',
			},
			{
				id: '2',
				discussion_id: '12',
				number: '2',
				created_at: '2023-05-01 09:00:00',
				user_id: '1',
				type: 'comment',
				content: "<t><p>it's \n slow</p></t>",
				edited_at: '2023-05-02 08:00:00',
				hidden_at: null,
				is_private: '0',
				is_approved: '1',
			},
			{
				id: '3',
				discussion_id: '12',
				number: '3',
				created_at: '2023-05-01 10:00:00',
				user_id: '2',
				type: 'comment',
				content: rich,
				edited_at: null,
				hidden_at: null,
				is_private: '0',
				is_approved: '1',
			},
			{
				id: '4',
				discussion_id: '12',
				number: '4',
				created_at: '2023-05-01 10:00:00',
				user_id: '2',
				type: 'discussionRenamed',
				content: '["a","b"]',
				edited_at: null,
				hidden_at: null,
				is_private: '0',
				is_approved: '1',
			},
			{
				id: '5',
				discussion_id: '12',
				number: '5',
				created_at: '2023-05-01 10:00:00',
				user_id: '2',
				type: 'comment',
				content: '<t><p>藏起來的</p></t>',
				edited_at: null,
				hidden_at: '2023-05-01 10:00:00',
				is_private: '0',
				is_approved: '1',
			},
			{
				id: '20',
				discussion_id: '14',
				number: '1',
				created_at: '2023-05-01 11:00:00',
				user_id: '1',
				type: 'comment',
				content:
					'<r><p><USERMENTION displayname="陳 小明" id="1">@"陳 小明"#1</USERMENTION> <POSTMENTION discussionid="12" displayname="小美" id="3" number="3">@"小美"#p3</POSTMENTION></p></r>',
				edited_at: null,
				hidden_at: null,
				is_private: '0',
				is_approved: '1',
			},
			{
				id: '9',
				discussion_id: '13',
				number: '1',
				created_at: '2023-05-01 10:00:00',
				user_id: '1',
				type: 'comment',
				content: '<t><p>內部的秘密</p></t>',
				edited_at: null,
				hidden_at: null,
				is_private: '0',
				is_approved: '1',
			},
		],
		tags: [
			{ id: '1', name: '釀造', slug: 'making', description: null, position: '0', parent_id: null, is_restricted: '0' },
			{ id: '2', name: '員工', slug: 'staff', description: null, position: '1', parent_id: null, is_restricted: '1' },
			{ id: '3', name: '新手', slug: 'new', description: null, position: null, parent_id: null, is_restricted: '0' },
		],
		users: [
			{
				id: '1',
				username: 'Fl_Chen',
				nickname: '陳 小明',
				email: 'flchen@mail.example',
				joined_at: '2022-01-01 00:00:00',
				suspended_until: null,
			},
			{
				id: '2',
				username: 'flmei',
				nickname: '小美',
				email: 'flmei@mail.example',
				joined_at: '2022-01-01 00:00:00',
				suspended_until: null,
			},
		],
	};
	const quoted = (value: string | null): string =>
		value === null
			? 'NULL'
			: /^\d+$/.test(value)
				? value
				: `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
	/** As mysqldump writes it: columns in CREATE TABLE, all rows in one statement. */
	const mysql = `-- MySQL dump 10.13\n${Object.entries(tables)
		.map(([name, rows]) => {
			const columns = Object.keys(rows[0] ?? {});
			return `CREATE TABLE \`fl_${name}\` (\n${columns.map((column) => `  \`${column}\` text,`).join('\n')}\n  PRIMARY KEY (\`id\`)\n) ENGINE=InnoDB;\nLOCK TABLES \`fl_${name}\` WRITE;\nINSERT INTO \`fl_${name}\` VALUES ${rows.map((row) => `(${columns.map((column) => quoted(row[column] ?? null)).join(',')})`).join(',')};\n`;
		})
		.join('')}`;
	const phpmyadmin = JSON.stringify([
		{ type: 'header', version: '5.2' },
		...Object.entries(tables).map(([name, data]) => ({ type: 'table', name: `fl_${name}`, database: 'forum', data })),
	]);

	it('comes from a dump of its database', async () => {
		const came = await bring('flarum', 'forum.sql', mysql, { from: 'https://old.example' });
		expect(came).toMatchObject({
			outcome: 'done',
			counts: {
				person: { fresh: 2 },
				category: { fresh: 1, left: 1 },
				thread: { fresh: 2, left: 1 },
				comment: { fresh: 4, left: 1 },
				reaction: { fresh: 1 },
				answer: { fresh: 1 },
				ballot: { fresh: 1 },
			},
		});
		const poll = await threadCalled('甜還是鹹');
		expect(poll.poll).toMatchObject({
			most: 2,
			results: 'always',
			voters: 1,
			choices: [
				{ text: '甜', votes: 0 },
				{ text: '鹹', votes: 1 },
			],
		});
		// By the handles that they have here, whatever they are shown as there.
		expect(poll.comments[0]?.html).toBe(
			'<p><a href="/members/fl-chen">@fl-chen</a> <a href="/members/flmei">@flmei</a></p>',
		);
		const { thread, comments, path: home } = await threadCalled("陳's 醬油; 釀\\造");
		expect(thread.tags).toEqual(['新手']);
		expect(thread).toMatchObject({ kind: 'question', pinned: 'category', category: { slug: 'making' } });
		expect(comments.map(({ html }) => html)).toEqual(['<p>怎麼釀？<br>多久？</p>', '<p>it&#39;s slow</p>']);
		expect(comments[1]?.replies[0]?.html).toBe(
			'<p>@flchen <strong>兩年</strong>，<a href="/d/12-x">看</a></p><ul><li>一</li></ul><pre><code>a &lt; b</code></pre>'.replace(
				'@flchen',
				'@chen',
			),
		);
		expect(await findFormer(place.as(), { path: '/d/12-x/2', query: '' })).toBe(await commentOf("it's slow"));
		expect(await findFormer(place.as(), { path: '/d/12', query: '' })).toBe(home);
		expect(JSON.stringify(await place.site.sql`select body_text from community.comment`)).not.toMatch(/秘密|藏起來/);
		// The same from phpMyAdmin is the same.
		await sameAgain(bring('flarum', 'forum.json', phpmyadmin, { from: 'https://old.example' }));
		expect(await bring('flarum', 'none.sql', '-- MySQL dump\nCREATE TABLE `x` (\n  `a` int\n);\n')).toMatchObject({
			trouble: { code: 'transfer.wrong-file' },
		});
		// An upload that broke off.
		const cut = mysql.indexOf('fl_posts` VALUES') + 300;
		expect(await bring('flarum', 'cut.sql', mysql.slice(0, cut))).toMatchObject({
			outcome: 'failed',
			trouble: { code: 'transfer.broken' },
		});
	});
});

describe('Disqus', () => {
	const xml = `<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<category dsq:id="1"><forum>shop</forum><title>General</title></category>
<thread dsq:id="2"><id>a</id><forum>shop</forum><category dsq:id="1"/><link>https://old.example/2020/01/vat.html?utm=1</link><title>缸</title><createdAt>2020-01-02T03:04:05Z</createdAt><isClosed>false</isClosed><isDeleted>false</isDeleted></thread>
<thread dsq:id="3"><id>b</id><forum>shop</forum><link>https://old.example/nowhere/</link><title>沒有</title><createdAt>2020-01-02T03:04:05Z</createdAt></thread>
<post dsq:id="11"><id/><message><![CDATA[<p>好香 <b>啊</b><br><script>x</script><a href="javascript:alert(1)">x</a></p>]]></message><createdAt>2020-01-03T03:04:05Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>小陳</name><isAnonymous>true</isAnonymous></author><thread dsq:id="2"/></post>
<post dsq:id="12"><id/><message><![CDATA[<p>對</p>]]></message><createdAt>2020-01-04T03:04:05Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>小美</name><username>mei</username></author><thread dsq:id="2"/><parent dsq:id="11"/></post>
<post dsq:id="13"><id/><message>買</message><createdAt>2020-01-04T03:04:05Z</createdAt><isDeleted>false</isDeleted><isSpam>true</isSpam><author><name>廣告</name></author><thread dsq:id="2"/></post>
<post dsq:id="14"><id/><message>無家可歸</message><createdAt>2020-01-04T03:04:05Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>甲</name></author><thread dsq:id="3"/></post>
</disqus>`;

	it('finds the article that is read here at the old address, and lists what has none', async () => {
		const writer = place.as({ kind: 'member', member: owner, name: '店主', handle: 'owner', role: 'owner' });
		const { id } = await writeArticle(writer, { title: '缸', body: fromMarkdown('字', 'article'), slug: 'the-vat' });
		await publishArticle(writer, { id });
		await addRedirects(place.system(), {
			rows: [{ from: '/2020/01/vat.html', to: '/articles/the-vat' }],
			origin: 'wordpress',
		});
		const told = await bring('disqus', 'disqus.xml', xml, { dry: true });
		const came = await bring('disqus', 'disqus.xml', xml);
		// The report says what then comes, and why the rest does not.
		expect([told.counts, told.findings.toSorted()]).toEqual([came.counts, came.findings.toSorted()]);
		expect(came).toMatchObject({
			outcome: 'done',
			counts: { thread: { fresh: 1, left: 1 }, comment: { fresh: 2, left: 2 } },
		});
		expect(came.findings).toEqual(
			expect.arrayContaining(['thread 3 thread.no-page', 'comment 13 comment.spam', 'comment 14 comment.no-article']),
		);
		const { comments } = await threadCalled('缸');
		expect(comments).toMatchObject([
			{ origin: { network: 'disqus', author: '小陳' }, replies: [{ html: '<p>對</p>' }] },
		]);
		expect(comments[0]?.html).toBe('<p>好香 <strong>啊</strong><br>x</p>');
		await sameAgain(bring('disqus', 'disqus.xml', xml));
		expect(await bring('disqus', 'bomb.xml', '<!DOCTYPE disqus [<!ENTITY a "b">]><disqus/>')).toMatchObject({
			trouble: { code: 'transfer.doctype' },
		});
	});
});

describe('a Facebook group', () => {
	it('brings one’s own posts of the named group and nothing of another', async () => {
		const home = path.join(folder, 'download');
		mkdirSync(path.join(home, 'groups'), { recursive: true });
		mkdirSync(path.join(home, 'profile_information'), { recursive: true });
		const broken = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
		const post = (words: string, group: string, timestamp: number) => ({
			timestamp,
			data: [{ post: broken(words) }],
			title: broken(`店主在「${group}」發佈了貼文。`),
		});
		writeFileSync(
			path.join(home, 'groups/group_posts_and_comments.json'),
			JSON.stringify({
				group_posts_v2: [post('第一缸\n開了', '醬油同好會', 1_500_000_000), post('我家的秘密', '家人', 1_500_000_001)],
			}),
		);
		writeFileSync(
			path.join(home, 'groups/your_comments_in_groups.json'),
			JSON.stringify({
				group_comments_v2: [
					{ timestamp: 1, data: [{ comment: { timestamp: 1, comment: broken('謝謝'), author: broken('店主') } }] },
				],
			}),
		);
		writeFileSync(
			path.join(home, 'profile_information/profile_information.json'),
			JSON.stringify({ profile_v2: { name: { full_name: broken('阿店') } } }),
		);
		expect(await bringAll(place, 'facebook-group', home)).toMatchObject({
			outcome: 'failed',
			trouble: { code: 'transfer.no-group' },
		});
		// A part of its name is another group, and nothing is made for one that is not there.
		const none = await bringAll(place, 'facebook-group', home, { group: '醬油' });
		expect(none.counts).not.toHaveProperty('category');
		expect(none.counts).not.toHaveProperty('thread');
		expect(none.findings).toContain('other no-such-group facebook.no-such-group');
		const [told] = await place.site.sql`select details from transfer.finding where code = 'facebook.no-such-group'`;
		expect(told?.['details']).toEqual({ group: '醬油', names: '醬油同好會、家人' });
		const came = await bringAll(place, 'facebook-group', home, { group: '醬油同好會' });
		expect(came).toMatchObject({
			outcome: 'done',
			counts: { thread: { fresh: 1 }, comment: { fresh: 1, left: 1 }, category: { fresh: 1 } },
		});
		expect(came.findings.map((one) => one.split(' ').at(-1))).toEqual([
			'facebook.only-own',
			'person.no-email',
			'facebook.other-groups',
			'facebook.group-comment',
		]);
		const { thread, comments } = await threadCalled('第一缸');
		expect(thread).toMatchObject({
			author: { name: '阿店' },
			opened: new Date(1_500_000_000_000),
			category: { name: '醬油同好會' },
		});
		expect(comments).toMatchObject([{ html: '<p>第一缸<br>開了</p>' }]);
		expect(JSON.stringify(await place.site.sql`select title from community.thread`)).not.toContain('秘密');
		const again = await bringAll(place, 'facebook-group', home, { group: '醬油同好會' });
		expect(again.counts).toMatchObject({ thread: { same: 1, fresh: 0 }, comment: { same: 1, fresh: 0 } });

		// As it was brought while a post was named by all that stood in it: it is known again, by its moment.
		const digest = 'abcdef0123456789abcdef01';
		await place.site
			.sql`update transfer.item set foreign_id = case kind when 'thread' then ${digest} else ${`${digest} opening`} end
			where origin = 'facebook-group' and kind in ('thread', 'comment')`;
		// And a later download, in which somebody answered beneath it and another post came, doubles nothing.
		const answered = {
			...post('第一缸\n開了', '醬油同好會', 1_500_000_000),
			attachments: [
				{
					data: [
						{
							media: {
								uri: 'posts/media/vat.mp4',
								comments: [{ timestamp: 1_500_000_060, comment: broken('恭喜'), author: broken('阿蘭') }],
							},
						},
					],
				},
			],
		};
		writeFileSync(
			path.join(home, 'groups/group_posts_and_comments.json'),
			JSON.stringify({ group_posts_v2: [post('第二缸', '醬油同好會', 1_500_000_100), answered] }),
		);
		const later = await bringAll(place, 'facebook-group', home, { group: '醬油同好會' });
		expect(later.counts).toMatchObject({ thread: { fresh: 1 }, comment: { fresh: 2 } });
		const titles = await place.site.sql<{ title: string }[]>`
			select title from community.thread where title ~ '缸$' and title ~ '^第' order by opened`;
		expect(titles.map(({ title }) => title)).toEqual(['第一缸', '第二缸']);
		const once = await bringAll(place, 'facebook-group', home, { group: '醬油同好會' });
		expect(once.counts).toMatchObject({ thread: { fresh: 0 }, comment: { fresh: 0 } });
	});
});
