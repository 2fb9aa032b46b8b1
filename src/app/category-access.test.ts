import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import {
	bookmarkComment,
	changeCategory,
	countComments,
	countSince,
	createCategory,
	findComment,
	findCommentPath,
	findPolls,
	findThread,
	followCategory,
	followThread,
	keepDraft,
	listBookmarks,
	listCategories,
	listDrafts,
	listHearing,
	listLetIn,
	listMemberThreads,
	listOwnCategories,
	listPolls,
	listThreads,
	listVersions,
	markSeen,
	moveThread,
	postComment,
	react,
	readCategory,
	readMine,
	readThread,
	startThread,
	voteIdea,
} from '#community/server/index.ts';
import { sowCategory, sowMember } from '#community/server/sow.ts';
import { listNarrowed, writeArticle } from '#content/server/index.ts';
import { listConversations } from '#inbox/server/index.ts';
import { keepSegment, labelMember, retireSegment, unlabelMember } from '#membership/server/index.ts';
import { flagComment, listLog, listQueue } from '#moderation/server/index.ts';
import { readBundle } from '#notification/server/bundle/read-bundle.ts';
import { unreadNotices, listNotices } from '#notification/server/index.ts';
import { search, suggest } from '#search/server/index.ts';
import { listFeedComments, listFeedThreads, listSitemaps, walkSitemap } from '#seo/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { countAsSql } from '#testing/count-as-sql.ts';

type Member = Extract<Actor, { kind: 'member' }>;

let place: TestSite;
let [inside, outside, author, moderator]: Member[] = [];
let segment: number;
let label: number;
let circle: { id: number; slug: string };
let thread: { id: number; path: string; comment: number };
let number = 0;
const people = () => ({ inside: inside!, outside: outside!, author: author!, moderator: moderator! });

beforeAll(async () => {
	// A mail server that nobody answers at: mails are laid together, and never sent here.
	place = await testSite({ SMTP_URL: 'smtp://127.0.0.1:1' });
	const system = place.system();
	inside = await sowMember(system);
	outside = await sowMember(system);
	author = await sowMember(system, 'author');
	moderator = await sowMember(system, 'moderator');
	({ label } = await labelMember(system, { member: inside.member, name: '老主顧' }));
	const definition = { groups: [{ conditions: [{ is: 'label' as const, value: label }] }] };
	({ id: segment } = await keepSegment(system, { name: '老主顧', definition }));
});
beforeEach(async () => {
	circle = await createCategory(place.system(), {
		slug: `circle-${++number}`,
		name: `老主顧的房間${number}`,
		seenBy: 'some',
		see: [`segment:${segment}`],
	});
	place.clock.advance(86_400_000);
	thread = await startThread(place.as(people().inside), {
		category: circle.id,
		title: `關起門來說${number}`,
		body: { text: `只給自己人的話犀牛${number}` },
	});
	await place.runJobs();
});
afterAll(() => place.close());

const gone = { status: 404 };
const lists = (who: Member) =>
	Promise.all(
		(['latest', 'newest', 'unread'] as const).map((list) =>
			listMemberThreads(place.site.sql, { ...who, list, before: null, now: place.clock.now() }),
		),
	).then((found) => found.flatMap(({ items }) => items.map(({ id }) => id)));

describe('a category for some', () => {
	it('is seen by those whom it names and by those who keep the peace, by nobody else', async () => {
		const seen = async (who?: Member) => ({
			category: await readCategory(place.as(who), { slug: circle.slug }).then(
				() => true,
				() => false,
			),
			card: (await listCategories(place.as(who))).some(({ id }) => id === circle.id),
			thread: (await findThread(place.as(who), { id: thread.id })) !== null,
			page: await readThread(place.as(who), { thread: thread.id }).then(
				() => true,
				() => false,
			),
			listed: (await listThreads(place.as(who), {})).items.some(({ id }) => id === thread.id),
			within: (await listThreads(place.as(who), { category: circle.id })).items.length > 0,
			comment: await findComment(place.as(who), { id: thread.comment }).then(
				() => true,
				() => false,
			),
			place: await findCommentPath(place.as(who), { id: thread.comment }).then(
				() => true,
				() => false,
			),
			counted: (await countComments(place.as(who), { thread: thread.id })) > 0,
			found: (await search(place.as(who), { question: `犀牛${number}` })).items.length > 0,
			inside: (await search(place.as(who), { question: `in:${circle.slug}` })).items.length > 0,
			suggested: (await suggest(place.as(who), { question: `關起門來說${number}` })).length > 0,
		});
		const all = Object.fromEntries(Object.keys(await seen()).map((name) => [name, true]));
		const none = Object.fromEntries(Object.keys(all).map((name) => [name, false]));
		const { inside, outside, author, moderator } = people();
		expect(await seen(inside)).toEqual(all);
		expect(await seen(moderator)).toEqual(all);
		expect(await seen()).toEqual(none);
		expect(await seen(outside)).toEqual(none);
		expect(await seen(author)).toEqual(none);
	});

	it('stands in no feed and no map of the site, whoever is inside', async () => {
		expect((await listFeedThreads(place.as(), { category: circle.id })).items).toEqual([]);
		await expect(listFeedComments(place.as(), { thread: thread.id })).rejects.toMatchObject(gone);
		await listSitemaps(place.as(), {});
		const paths: string[] = [];
		for (const kind of ['pages', 'threads'] as const)
			for await (const { path } of walkSitemap(place.as(), { kind, number: 1 }, '')) paths.push(path);
		expect(paths.filter((path) => path.includes('circle'))).toEqual([]);
	});

	it('is in a member’s own lists, and heard by whoever has it open, only while they are let in', async () => {
		const { inside, outside } = people();
		const rooms = async (who: Member) => (await listOwnCategories(place.site.sql, who)).map(({ slug }) => slug);
		const hear = async () =>
			[...(await listHearing(place.site.sql, thread.id, [inside.member, outside.member]))].sort();
		expect(await lists(outside)).not.toContain(thread.id);
		expect(await lists(inside)).toContain(thread.id);
		expect(await rooms(inside)).toContain(circle.slug);
		expect(await rooms(outside)).toEqual([]);
		expect(await hear()).toEqual([inside.member]);
		const before = new Date(place.clock.now().getTime() - 60_000);
		expect((await countSince(place.site.sql, outside, before)).fresh).toBe(0);
	});

	it('lets nobody do anything in it who does not see it: not one door says that it is there', async () => {
		const ctx = place.as(people().outside);
		const id = thread.comment;
		const doors: Record<string, () => Promise<unknown>> = {
			post: () => postComment(ctx, { thread: thread.id, body: { text: '讓我進來' } }),
			answer: () => postComment(ctx, { thread: thread.id, parent: id, body: { text: '讓我進來' } }),
			quote: () => postComment(ctx, { thread: thread.id, parent: id, quote: '只給自己人', body: { text: '讓我進來' } }),
			start: () => startThread(ctx, { category: circle.id, title: '我也要開', body: { text: '可以嗎' } }),
			react: () => react(ctx, { comment: id, sign: '👍' }),
			vote: () => voteIdea(ctx, { thread: thread.id }),
			follow: () => followThread(ctx, { thread: thread.id, level: 'watch' }),
			followAll: () => followCategory(ctx, { category: circle.id, level: 'watch' }),
			seen: () => markSeen(ctx, { thread: thread.id, comment: id }),
			bookmark: () => bookmarkComment(ctx, { comment: id }),
			draft: () => keepDraft(ctx, { thread: thread.id, text: '草稿' }),
			flag: () => flagComment(ctx, { comment: id, reason: 'spam' }),
			versions: () => listVersions(ctx, { id }),
		};
		for (const [name, open] of Object.entries(doors)) await expect(open(), name).rejects.toMatchObject(gone);
	});

	it('is closed to whoever leaves the segment: lists, drafts, bookmarks, notices and mails that waited tell nothing more', async () => {
		const { outside: guest, inside } = people();
		await labelMember(place.system(), { member: guest.member, name: '老主顧' });
		await place.runJobs();
		await followThread(place.as(guest), { thread: thread.id, level: 'watch' });
		await bookmarkComment(place.as(guest), { comment: thread.comment });
		await keepDraft(place.as(guest), { thread: thread.id, text: '還沒說完' });
		place.clock.advance(60_000);
		await postComment(place.as(inside), { thread: thread.id, body: { text: `@${guest.handle} 你也來了` } });
		await place.runJobs();
		const told = async () => ({
			list: (await lists(guest)).includes(thread.id),
			bookmarks: (await listBookmarks(place.as(guest), {})).items.length,
			drafts: (await listDrafts(place.as(guest), {})).length,
			notices: (await listNotices(place.as(guest), {})).items.length,
			bell: await countAsSql(place.site.sql, unreadNotices(String(guest.member))),
		});
		expect(await told()).toEqual({ list: true, bookmarks: 1, drafts: 1, notices: 1, bell: 1 });
		const [bundle] = await place.site.sql<{ id: number }[]>`
			select id from notification.bundle where member = ${guest.member} and thread = ${thread.id}`;
		expect(await readBundle(place.as(), bundle!.id)).toHaveProperty('title');
		await unlabelMember(place.system(), { member: guest.member, label });
		await place.runJobs();
		expect(await told()).toEqual({ list: false, bookmarks: 0, drafts: 0, notices: 0, bell: 0 });
		expect(await readBundle(place.as(), bundle!.id)).toEqual({ reason: 'nothing' });
		// Who was inside once is not told of what is said now.
		place.clock.advance(60_000);
		await postComment(place.as(inside), { thread: thread.id, body: { text: `@${guest.handle} 還在嗎` } });
		await place.runJobs();
		const rows = await place.site.sql`select from notification.notice where member = ${guest.member}`;
		expect(rows).toHaveLength(1);
		await expect(readThread(place.as(guest), { thread: thread.id })).rejects.toMatchObject(gone);
	});

	it('opens and closes with one sentence, in the same moment', async () => {
		const { outside } = people();
		const say = (more: object) =>
			changeCategory(place.system(), { category: circle.id, slug: circle.slug, name: '房間', ...more });
		const reads = async (who?: Member) => (await findThread(place.as(who), { id: thread.id })) !== null;
		await say({ seenBy: 'members' });
		expect([await reads(), await reads(outside)]).toEqual([false, true]);
		await say({});
		expect([await reads(), await reads(outside)]).toEqual([true, true]);
		await say({ seenBy: 'some', see: ['role:author'] });
		const { author, inside } = people();
		expect([await reads(outside), await reads(inside), await reads(author)]).toEqual([false, false, true]);
		await say({ seenBy: 'some' });
		expect([await reads(author), await reads(people().moderator)]).toEqual([false, true]);
		await expect(say({ seenBy: 'some', see: ['segment:999999'] })).rejects.toMatchObject({ status: 422 });
		await expect(say({ seenBy: 'some', see: ['role:owner'] })).rejects.toMatchObject({ status: 422 });
		await expect(say({ seenBy: 'nobody' })).rejects.toMatchObject({ status: 422 });
		await expect(
			changeCategory(place.as(people().moderator), { category: circle.id, slug: circle.slug, name: '我的' }),
		).rejects.toMatchObject({ status: 403 });
	});

	it('takes in what is moved there, with what other pages show of it', async () => {
		const open = await sowCategory(place.system(), 'members', ['poll']);
		place.clock.advance(86_400_000);
		const poll = await startThread(place.as(people().inside), {
			category: open.id,
			kind: 'poll',
			title: '要哪一種？',
			body: { text: '選一個' },
			poll: { choices: ['甲', '乙'], results: 'always' },
		});
		expect((await findPolls(place.as(), [poll.id])).size).toBe(1);
		await moveThread(place.system(), { thread: poll.id, category: circle.id });
		expect((await findPolls(place.as(), [poll.id])).size).toBe(0);
		expect((await listPolls(place.as(people().author))).map(({ id }) => id)).not.toContain(poll.id);
	});

	it('keeps its words from those who answer in the inbox and are not named, not from the queue', async () => {
		const { author, moderator, inside, outside } = people();
		const shown = async (who: Member) =>
			(await listConversations(place.as(who), { limit: 100 })).items.some(({ text }) => text.includes(`犀牛${number}`));
		expect([await shown(author), await shown(moderator)]).toEqual([false, true]);
		await flagComment(place.as(inside), { comment: thread.comment, reason: 'spam' }).catch(() => undefined);
		await labelMember(place.system(), { member: outside.member, name: '老主顧' });
		await place.runJobs();
		await flagComment(place.as(outside), { comment: thread.comment, reason: 'spam' });
		await unlabelMember(place.system(), { member: outside.member, label });
		await place.runJobs();
		expect((await listQueue(place.as(moderator), {})).items.map(({ comment }) => comment)).toContain(thread.comment);
		expect(JSON.stringify(await listLog(place.as(outside), {}))).not.toContain('關起門來');
	});
});

it('lets in only those whom it names for answering and beginning, and tells them so', async () => {
	const { inside, outside, author, moderator } = people();
	const hall = await createCategory(place.system(), {
		slug: `hall-${number}`,
		name: '大廳',
		answeredBy: 'some',
		answer: [`segment:${segment}`],
		startedBy: 'some',
		start: ['role:author'],
	});
	place.clock.advance(86_400_000);
	const start = (who: Member) =>
		startThread(place.as(who), { category: hall.id, title: `大廳裡的話${who.member}`, body: { text: '開個頭' } });
	await expect(start(inside)).rejects.toMatchObject({ status: 403 });
	await expect(start(outside)).rejects.toMatchObject({ status: 403 });
	const { id } = await start(author);
	await start(moderator);
	const post = (who: Member) => postComment(place.as(who), { thread: id, body: { text: `我來回${who.member}` } });
	await expect(post(outside)).rejects.toMatchObject({ code: 'thread.not-for-you', status: 403 });
	await expect(post(author)).rejects.toMatchObject({ code: 'thread.not-for-you' });
	await post(inside);
	await post(moderator);
	expect((await readMine(place.site.sql, outside, id)).quiet).toBe(true);
	expect((await readMine(place.site.sql, inside, id)).quiet).toBe(false);
	expect((await readThread(place.as(outside), { thread: id })).thread.writable).toBe(false);
	expect((await readThread(place.as(), { thread: id })).comments).not.toEqual([]);
});

it('lets nobody in by a segment that is retired, and in again by none', async () => {
	const { inside } = people();
	const definition = { groups: [] };
	const { id } = await keepSegment(place.system(), { name: '所有人', definition });
	const room = await createCategory(place.system(), {
		slug: 'all',
		name: '所有人',
		seenBy: 'some',
		see: [`segment:${id}`],
	});
	const seen = () =>
		readCategory(place.as(inside), { slug: room.slug }).then(
			() => true,
			() => false,
		);
	expect(await seen()).toBe(true);
	// Whom it means is said anew, at once.
	const nobody = { groups: [{ conditions: [{ is: 'role' as const, value: 'owner' }] }] };
	await keepSegment(place.system(), { id, name: '所有人', definition: nobody });
	expect(await seen()).toBe(false);
	await keepSegment(place.system(), { id, name: '所有人', definition });
	expect(await seen()).toBe(true);
	// Whoever retires it is told first what closes with it.
	const article = await writeArticle(place.system(), {
		title: '給所有人的文章',
		body: fromMarkdown('全文', 'article'),
		access: 'members',
		segment: id,
		authors: [people().author.member],
	} as never);
	expect(await listLetIn(place.system(), { segment: id })).toMatchObject([{ id: room.id, slug: 'all' }]);
	expect(await listNarrowed(place.system(), { segment: id })).toMatchObject([{ id: article.id }]);
	for (const ask of [listLetIn, listNarrowed])
		await expect(ask(place.as(people().author), { segment: id })).rejects.toMatchObject({ status: 403 });
	await retireSegment(place.system(), { id });
	expect(await seen()).toBe(false);
});

describe('without a name', () => {
	it('is its author told to nobody but themselves and those who keep the peace', async () => {
		const { inside, outside, author, moderator } = people();
		const room = await createCategory(place.system(), { slug: `mask-${number}`, name: '匿名', anonymous: true });
		place.clock.advance(86_400_000);
		const begun = await startThread(place.as(inside), {
			category: room.id,
			title: '不好意思說是誰',
			body: { text: '其實我有個問題斑馬' },
			nameless: true,
		});
		place.clock.advance(60_000);
		const asked = await postComment(place.as(outside), {
			thread: begun.id,
			parent: begun.comment,
			body: { text: '說吧說吧' },
		});
		place.clock.advance(60_000);
		const reply = await postComment(place.as(inside), {
			thread: begun.id,
			parent: asked.id,
			body: { text: '我再補充一下長頸鹿' },
			nameless: 'on',
		});
		await place.runJobs();
		const told: unknown[] = [];
		for (const who of [undefined, outside, author, moderator])
			told.push(
				await readThread(place.as(who), { thread: begun.id }),
				await listThreads(place.as(who), { category: room.id }),
				await findThread(place.as(who), { id: begun.id }),
				await search(place.as(who), { question: '斑馬' }),
				await readThread(place.as(who), { thread: begun.id, reply: reply.id }),
			);
		told.push(
			await listFeedThreads(place.as(), { category: room.id }),
			await listFeedComments(place.as(), { thread: begun.id }),
			await findComment(place.as(outside), { id: reply.id }),
			await listNotices(place.as(outside), {}),
			await listConversations(place.as(author), { limit: 100 }).then(({ items }) =>
				items.filter(({ thread }) => thread === '不好意思說是誰'),
			),
			(
				await listMemberThreads(place.site.sql, { ...outside, list: 'latest', before: null, now: place.clock.now() })
			).items.filter(({ id }) => id === begun.id),
		);
		await bookmarkComment(place.as(outside), { comment: reply.id });
		told.push(await listBookmarks(place.as(outside), {}));
		place.clock.advance(60_000);
		const quoted = await postComment(place.as(outside), {
			thread: begun.id,
			parent: reply.id,
			quote: '我再補充一下',
			body: { text: '原來如此' },
		});
		told.push(await findComment(place.as(), { id: quoted.id }));
		const words = JSON.stringify(told);
		expect(words).toContain('長頸鹿');
		expect(words).not.toContain(inside.name);
		expect(words).not.toContain(`"${inside.handle}"`);
		// By their name nothing of it is found.
		expect((await search(place.as(outside), { question: `by:${inside.handle} 斑馬` })).items).toEqual([]);
		expect((await search(place.as(outside), { question: '斑馬' })).items).not.toEqual([]);
		// Whoever wrote it may still change it; whoever keeps the peace sees who it was.
		expect(await findComment(place.as(inside), { id: reply.id })).toMatchObject({
			author: inside.name,
			may: { edit: true },
		});
		expect(await findComment(place.as(moderator), { id: reply.id })).toMatchObject({
			author: inside.name,
			nameless: true,
		});
		expect((await findThread(place.as(inside), { id: begun.id }))?.own).toBe(true);
		await flagComment(place.as(outside), { comment: reply.id, reason: 'spam' });
		const queue = await listQueue(place.as(moderator), {});
		expect(queue.items.find(({ comment }) => comment === reply.id)).toMatchObject({
			nameless: true,
			author: { name: inside.name },
		});
	});

	it('is only where the category lets', async () => {
		const { inside } = people();
		place.clock.advance(60_000);
		await expect(
			postComment(place.as(inside), { thread: thread.id, body: { text: '可以匿名嗎' }, nameless: true }),
		).rejects.toMatchObject({ code: 'comment.not-nameless' });
		place.clock.advance(86_400_000);
		await expect(
			startThread(place.as(inside), {
				category: circle.id,
				title: '匿名開題',
				body: { text: '可以嗎' },
				nameless: true,
			}),
		).rejects.toMatchObject({ code: 'comment.not-nameless' });
	});
});
