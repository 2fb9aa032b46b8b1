import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import {
	closeThread,
	deleteComment,
	findThread,
	hideComment,
	openThread,
	postComment,
	readThread,
	withdrawThread,
} from '#community/server/index.ts';
import { sowMember, sowThread } from '#community/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let member: Extract<Actor, { kind: 'member' }>;
let moderator: Actor;
let thread: number;
beforeAll(async () => {
	place = await testSite();
	moderator = await sowMember(place.system(), 'moderator');
});
beforeEach(async () => {
	member = await sowMember(place.system());
	thread = (await sowThread(place.system())).id;
});
afterAll(() => place.close());

const say = (text: string, more: object = {}, actor: Actor = member) =>
	postComment(place.as(actor), { thread, body: { text }, ...more });
const row = (id: number) =>
	place.as().db.selectFrom('community.comment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const counted = async () =>
	(
		await place
			.as()
			.db.selectFrom('community.thread')
			.select('comment_count')
			.where('id', '=', thread)
			.executeTakeFirstOrThrow()
	).comment_count;
const refused = (code: string, status?: number) => ({ code, ...(status ? { status } : {}) });

describe('postComment', () => {
	it('writes, counts and states it, and makes the HTML once', async () => {
		const { id, path } = await say('第一句\n\n看 https://example.com/a 和 http://localhost:3000/x');
		expect(path).toMatch(new RegExp(`^/articles/a-\\d+#comment-${id}$`));
		expect(await row(id)).toMatchObject({
			author: member.member,
			posted: place.clock.now(),
			parent: null,
			root: null,
			edited: null,
			body: { type: 'doc' },
			body_text: expect.stringContaining('第一句'),
		});
		const { body_html: html } = await row(id);
		expect(html).toContain('<a href="https://example.com/a" rel="ugc nofollow">');
		const found = await findThread(place.as(), { id: thread });
		expect(found).toMatchObject({ comment_count: 1, last_commented: place.clock.now() });
		const fact = await place
			.as()
			.db.selectFrom('platform.event')
			.selectAll()
			.where('name', '=', 'comment.posted')
			.orderBy('id', 'desc')
			.executeTakeFirstOrThrow();
		expect(fact).toMatchObject({
			about: `thread:${thread}`,
			actor: member.member,
			data: { thread, comment: id, subject: found?.subject, author: member.member, origin: null, parent: null },
		});
	});

	it('tells the page cache of the thread, its subject, the lists and the author', async () => {
		const heard: string[] = [];
		const stop = place.site.onChange((things) => void heard.push(...(things ?? [])));
		await say('有人聽到嗎');
		stop();
		const { subject } = (await findThread(place.as(), { id: thread }))!;
		expect(new Set(heard)).toEqual(new Set([`thread:${thread}`, subject, 'threads', `member:${member.member}`]));
	});

	it('takes the document of an editor, and nothing that is not in the format', async () => {
		const { id } = await postComment(place.as(member), {
			thread,
			body: {
				type: 'doc',
				content: [{ type: 'paragraph', content: [{ type: 'text', text: '粗體', marks: [{ type: 'bold' }] }] }],
			},
		});
		expect((await row(id)).body_html).toBe('<p><strong>粗體</strong></p>');
		place.clock.advance(10_000);
		await expect(
			postComment(place.as(member), { thread, body: { type: 'doc', content: [{ type: 'script' }] } }),
		).rejects.toMatchObject(refused('comment.invalid', 422));
		await expect(
			postComment(place.as(member), {
				thread,
				body: { type: 'doc', content: [{ type: 'heading', content: [{ type: 'text', text: 'no headings' }] }] },
			}),
		).rejects.toMatchObject(refused('comment.invalid'));
	});

	it.each([
		['script', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
		['an image with a handler', '<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
		['the end of a slot', 'a <!--/slot--> <!--slot:account--> b', '&lt;!--/slot--&gt;'],
		['a javascript address', 'javascript:alert(1) hello', 'javascript:alert(1)'],
	])('keeps %s as the text it is', async (_name, text, html) => {
		const { id } = await say(text);
		const stored = (await row(id)).body_html;
		expect(stored).toContain(html);
		expect(stored).not.toMatch(/<(?:script|img|!--)|href="javascript/i);
	});

	it.each([
		['nothing', '', 'input.invalid'],
		['only spaces', ' \n\u3000\u200b ', 'input.invalid'],
		['one sign', '好', 'input.invalid'],
		['too much', '字'.repeat(10_001), 'comment.too-long'],
		['far too much', 'x'.repeat(10_000_000), 'comment.too-long'],
		['a NUL byte', 'ab\u0000cd', 'input.invalid'],
		['half a character', 'ab\ud800', 'input.invalid'],
	])('refuses %s', async (_name, text, code) => {
		await expect(say(text)).rejects.toMatchObject(refused(code, 422));
		expect(await counted()).toBe(0);
	});

	it.each([
		[{ thread: 'x' }],
		[{ thread: -1 }],
		[{ thread: 1e300 }],
		[{ thread: [1, 2] }],
		[{ parent: {} }],
		[{ body: 'text' }],
		[{ body: null }],
		[{ body: { text: ['a'] } }],
		[{ body: { text: 'ok ok', type: 'doc' } }],
		[{ body: JSON.parse('{"__proto__":{"text":"ok"}}') }],
	])('refuses the input %j', async (more) => {
		await expect(say('好的好的', more as never)).rejects.toMatchObject({ status: 422 });
		expect(await counted()).toBe(0);
	});

	it('does not believe a member who names another author or time', async () => {
		const other = await sowMember(place.system());
		const { id } = await say('我是別人', { author: other.member, posted: new Date(0) });
		expect(await row(id)).toMatchObject({ author: member.member, posted: place.clock.now() });
		const { id: imported } = await say(
			'以前說的',
			{ author: other.member, posted: new Date('2026-01-01') },
			place.system().actor,
		);
		expect(await row(imported)).toMatchObject({ author: other.member, posted: new Date('2026-01-01') });
	});

	it('asks visitors to join, and a token to have the scope', async () => {
		await expect(say('訪客', {}, visitor)).rejects.toMatchObject(refused('session.required', 401));
		await expect(say('權杖', {}, { ...member, scopes: ['article.read'] })).rejects.toMatchObject(
			refused('token.scope-missing', 403),
		);
		await expect(say('權杖', {}, { ...member, scopes: ['comment.post'] })).resolves.toBeTruthy();
	});
});

describe('answers', () => {
	it('stand below the first level, whatever they answer', async () => {
		const { id: first } = await say('第一層', {}, moderator);
		const { id: second } = await say('第二層', { parent: first }, moderator);
		const { id: third } = await say('第三層', { parent: second }, moderator);
		expect(await row(second)).toMatchObject({ parent: first, root: first });
		expect(await row(third)).toMatchObject({ parent: second, root: first });
		const page = await readThread(place.as(), { thread });
		expect(page.comments).toMatchObject([
			{
				id: first,
				replies: [
					{ id: second, answers: null },
					{ id: third, answers: expect.stringContaining('Person') },
				],
			},
		]);
	});

	it('are refused to what is hidden, deleted, elsewhere or nowhere', async () => {
		const { id } = await say('等著被藏', {}, moderator);
		const { id: other } = await sowThread(place.system());
		const { id: elsewhere } = await postComment(place.as(moderator), { thread: other, body: { text: '在別處' } });
		await expect(say('回別處', { parent: elsewhere })).rejects.toMatchObject(refused('comment.not-found', 404));
		await expect(say('回虛空', { parent: 999_999_999 })).rejects.toMatchObject(refused('comment.not-found', 404));
		await hideComment(place.as(moderator), { id });
		await expect(say('回隱藏', { parent: id })).rejects.toMatchObject(refused('comment.parent-gone', 409));
		await expect(say('版主也是', { parent: id }, moderator)).rejects.toMatchObject(refused('comment.parent-gone', 409));
		await deleteComment(place.as(moderator), { id });
		await expect(say('回刪除', { parent: id })).rejects.toMatchObject(refused('comment.parent-gone', 409));
	});
});

describe('odd states', () => {
	it('a closed thread takes moderators only', async () => {
		await closeThread(place.as(moderator), { thread });
		await expect(say('還能說嗎')).rejects.toMatchObject(refused('thread.closed', 409));
		await expect(say('結語', {}, moderator)).resolves.toBeTruthy();
	});

	it('a hidden thread is not there, and takes nobody', async () => {
		await place.site.sql`update community.thread set hidden = now() where id = ${thread}`;
		await expect(say('看不到')).rejects.toMatchObject(refused('thread.not-found', 404));
		await expect(say('版主', {}, moderator)).rejects.toMatchObject(refused('thread.hidden', 409));
		await expect(say('匯入', { author: member.member }, place.system().actor)).rejects.toMatchObject(
			refused('thread.hidden', 409),
		);
	});

	it('a withdrawn thread is not there until its subject is', async () => {
		const { subject, title, path } = (await findThread(place.as(), { id: thread })) as {
			subject: string;
			title: string;
			path: string;
		};
		await withdrawThread(place.system(), { subject });
		await expect(say('文章下架了')).rejects.toMatchObject(refused('thread.not-found', 404));
		await expect(readThread(place.as(member), { thread })).rejects.toMatchObject(refused('thread.not-found', 404));
		expect(await openThread(place.system(), { subject, title, path })).toEqual({ id: thread });
		await expect(say('文章回來了')).resolves.toBeTruthy();
	});
});

describe('brakes', () => {
	it('hold a member for five seconds', async () => {
		await say('第一句');
		await expect(say('第二句')).rejects.toMatchObject({
			code: 'comment.too-fast',
			status: 429,
			details: { seconds: 5 },
		});
		place.clock.advance(5_000);
		await expect(say('第二句')).resolves.toBeTruthy();
	});

	it('refuse the same words within a minute, to staff too', async () => {
		await say('一樣的話', {}, moderator);
		await expect(say('一樣的話', {}, moderator)).rejects.toMatchObject(refused('comment.repeated', 409));
		await say('一樣的話');
		place.clock.advance(20_000);
		await expect(say('一樣的話')).rejects.toMatchObject(refused('comment.repeated', 409));
		place.clock.advance(41_000);
		await expect(say('一樣的話')).resolves.toBeTruthy();
	});

	it('allow a newcomer ten comments and two links on the first day', async () => {
		const newcomer = await sowMember(place.system(), 'member', 0);
		for (let number = 0; number < 10; number++) {
			await say(`新朋友 ${number}`, {}, newcomer);
			place.clock.advance(31_000);
		}
		await expect(say('第十一句', {}, newcomer)).rejects.toMatchObject({
			code: 'comment.too-many',
			details: { most: 10 },
		});
		place.clock.advance(86_400_000);
		await expect(say('https://a.example https://b.example https://c.example', {}, newcomer)).resolves.toBeTruthy();
		const second = await sowMember(place.system(), 'member', 0);
		const { id, path } = await say('https://d.example https://e.example https://f.example', {}, second);
		expect(path).toBe(`/community/comment/${id}`);
	});
});

describe('at the same time', () => {
	it('50 comments are 50 comments and counted as 50', async () => {
		const people = await Promise.all(Array.from({ length: 50 }, () => sowMember(place.system())));
		const { id: parent } = await say('問題', {}, moderator);
		const posted = await Promise.all(
			people.map((person, index) => say(`同時 ${index}`, index % 2 ? { parent } : {}, person)),
		);
		expect(new Set(posted.map(({ id }) => id)).size).toBe(50);
		expect(await counted()).toBe(51);
		const { comment_count: kept } = await place
			.as()
			.db.selectFrom('community.comment')
			.select((eb) => eb.fn.countAll<number>().as('comment_count'))
			.where('thread', '=', thread)
			.executeTakeFirstOrThrow();
		expect(kept).toBe(51);
	});

	it.each([
		['a member', 'member'],
		['staff', 'moderator'],
	] as const)('one sentence sent ten times by %s is one comment', async (_name, role) => {
		const writer = await sowMember(place.system(), role);
		const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => say('按了十次', {}, writer)));
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const outcome of outcomes)
			if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(refused('comment.repeated', 409));
		expect(await counted()).toBe(1);
	});

	it('ten sentences of a member are one, the brake being no race', async () => {
		const outcomes = await Promise.allSettled(Array.from({ length: 10 }, (_, index) => say(`搶話 ${index}`)));
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await counted()).toBe(1);
	});

	it('hiding, deleting and posting never deadlock and keep the count', async () => {
		const comments: number[] = [];
		for (let index = 0; index < 10; index++) comments.push((await say(`句 ${index}`, {}, moderator)).id);
		const people = await Promise.all(Array.from({ length: 20 }, () => sowMember(place.system())));
		await Promise.all([
			...comments.slice(0, 5).map((id) => hideComment(place.as(moderator), { id })),
			...comments.slice(5).map((id) => deleteComment(place.as(moderator), { id })),
			...people.map((person, index) =>
				say(`插話 ${index}`, { parent: comments[index % 10] as number }, person).catch((error: { code?: string }) =>
					expect(error.code).toBe('comment.parent-gone'),
				),
			),
		]);
		const [{ visible }] = (await place.site
			.sql`select count(*)::int as visible from community.comment where thread = ${thread} and hidden is null and deleted is null`) as unknown as [
			{ visible: number },
		];
		expect(await counted()).toBe(visible);
	});
});
