import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import {
	closeSilent,
	closeThread,
	createCategory,
	deleteComment,
	editComment,
	findComment,
	findMergedPath,
	findThread,
	findUnreadPath,
	followThread,
	hideComment,
	limitThread,
	listMemberThreads,
	listSplittable,
	listThreads,
	listVersions,
	markSeen,
	mergeThread,
	moveThread,
	openThread,
	openThreadAgain,
	pinThread,
	postComment,
	react,
	readThread,
	shareComment,
	splitThread,
	startThread,
	voteIdea,
} from '#community/server/index.ts';
import { sowCategory, sowMember } from '#community/server/sow.ts';
import { threadMeant } from '#community/thread.ts';
import { publishArticle, writeArticle } from '#content/server/index.ts';
import { keepSegment, labelMember } from '#membership/server/index.ts';
import { decideComment } from '#moderation/server/index.ts';
import { listNotices } from '#notification/server/index.ts';
import { search } from '#search/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let mei: Actor & { kind: 'member' };
let wei: Actor & { kind: 'member' };
let moderator: Actor & { kind: 'member' };
let category: { id: number; slug: string };
let other: { id: number; slug: string };
beforeAll(async () => void (place = await testSite()));
beforeEach(async () => {
	[mei, wei, moderator] = await Promise.all([
		sowMember(place.system()),
		sowMember(place.system()),
		sowMember(place.system(), 'moderator'),
	]);
	category = await sowCategory(place.system());
	other = await sowCategory(place.system());
});
afterAll(() => place.close());

let said = 0;
const start = (more: object = {}, actor: Actor = mei) => {
	place.clock.advance(300_000);
	return startThread(place.as(actor), {
		category: category.id,
		title: `問題 ${++said} 怎麼辦`,
		body: { text: `內容 ${said}` },
		...more,
	});
};
const say = async (thread: number, parent: number | null = null, actor: Actor = wei, text = `回覆 ${++said}`) => {
	place.clock.advance(60_000);
	return (await postComment(place.as(actor), { thread, parent, body: { text } })).id;
};
const shown = async (thread: number) => {
	const { comments, total } = await readThread(place.as(), { thread });
	return { ids: comments.map(({ id, replies }) => [id, ...replies.map((reply) => reply.id)]), total };
};
const boss = () => place.as(moderator);
const listed = async (of?: number) => {
	const { pinned, items } = await listThreads(place.as(), { ...(of ? { category: of } : {}), pins: true, limit: 100 });
	return { pinned: pinned.map(({ id }) => id), items: items.map(({ id }) => id) };
};

describe('pinThread', () => {
	it('stands at the top of its category or of everything, and once', async () => {
		const { id } = await start();
		const { id: newer } = await start();
		await pinThread(boss(), { thread: id, where: 'category' });
		expect(await listed(category.id)).toEqual({ pinned: [id], items: [newer] });
		expect((await listed()).pinned).not.toContain(id);
		await pinThread(boss(), { thread: id, where: 'everywhere' });
		await pinThread(boss(), { thread: id, where: 'everywhere' });
		expect((await listed()).pinned).toContain(id);
		expect((await listed()).items).not.toContain(id);
		expect((await listed(other.id)).pinned).toEqual([]);
		await pinThread(boss(), { thread: id, where: 'nowhere' });
		expect(await listed(category.id)).toEqual({ pinned: [], items: [newer, id] });
	});

	it('is for those who keep the peace, and for the forum', async () => {
		const { id } = await start();
		await expect(pinThread(place.as(mei), { thread: id, where: 'category' })).rejects.toMatchObject({ status: 403 });
		await expect(pinThread(boss(), { thread: id, where: '__proto__' as never })).rejects.toMatchObject({ status: 422 });
		const under = await openThread(place.system(), { subject: 'article:70', title: '文', path: '/articles/a' });
		await expect(pinThread(boss(), { thread: under.id, where: 'category' })).rejects.toMatchObject({
			code: 'thread.wrong-kind',
		});
	});
});

describe('moveThread', () => {
	it('stands in the other category, at a new address, and is found there', async () => {
		const { id, path } = await start({ title: '醬油開封後要冰嗎' });
		const moved = await moveThread(boss(), { thread: id, category: other.id });
		expect(moved.path).toBe(path.replace(category.slug, other.slug));
		expect(await findThread(place.as(), { id })).toMatchObject({ path: moved.path, category: { id: other.id } });
		expect((await listed(category.id)).items).toEqual([]);
		expect((await listed(other.id)).items).toEqual([id]);
		await place.runJobs();
		const rows = await place.site
			.sql`select distinct category from search.entry where kind in ('thread', 'comment') and thing = any(
			select id from community.thread where id = ${id} union select opening from community.thread where id = ${id})`;
		expect(rows.map((row) => row['category'])).toEqual([other.id]);
		await expect(moveThread(boss(), { thread: id, category: 999_999 })).rejects.toMatchObject({
			code: 'category.not-found',
		});
		await expect(moveThread(place.as(mei), { thread: id, category: category.id })).rejects.toMatchObject({
			status: 403,
		});
	});

	it('go where fewer can read only when they were hidden, which needs its published reason; no merge and no split is a way around', async () => {
		const inner = (seenBy: 'members' | 'some', see: string[] = []) =>
			createCategory(place.system(), { slug: `inner-${++said}`, name: '裡面', seenBy, see });
		const [members, some, same, wider] = [
			await inner('members'),
			await inner('some', ['role:author']),
			await inner('some', ['role:author']),
			await inner('some', ['role:author', 'role:analyst']),
		];
		const { id, path } = await start();
		const refused = expect.objectContaining({ code: 'thread.fewer-readers' });
		for (const to of [members, some])
			await expect(moveThread(boss(), { thread: id, category: to.id })).rejects.toEqual(refused);
		const { id: inside } = await startThread(boss(), {
			category: some.id,
			title: '裡面的事',
			body: { text: '大家慢慢說' },
		});
		await expect(mergeThread(boss(), { thread: id, into: inside })).rejects.toEqual(refused);
		const critical = await say(id, null, wei, '我覺得不好');
		const split = { thread: id, comments: [critical], title: '另外說的', category: members.id };
		await expect(splitThread(boss(), split)).rejects.toEqual(refused);
		expect(await findThread(place.as(), { id })).toMatchObject({ path });
		// As open, or more, is nobody's loss.
		await moveThread(boss(), { thread: inside, category: same.id });
		await moveThread(boss(), { thread: inside, category: wider.id });
		await expect(moveThread(boss(), { thread: inside, category: same.id })).rejects.toEqual(refused);
		await moveThread(boss(), { thread: inside, category: members.id });
		await moveThread(boss(), { thread: inside, category: category.id });
		// Hidden for everybody to know why, it may be put away, and comes back as freely.
		const opening = (await findThread(place.system(), { id }))?.opening as number;
		await decideComment(boss(), { comment: opening, verdict: 'hide', reason: 'private' });
		await moveThread(boss(), { thread: id, category: some.id });
		await moveThread(boss(), { thread: id, category: category.id });
	});
});

describe('a conversation under an article', () => {
	it('takes in another thread only where all who read that may read the article, and is split to nowhere else', async () => {
		const label = await labelMember(place.system(), { member: mei.member, name: `老主顧 ${++said}` });
		const people = { conditions: [{ is: 'label' as const, value: label.label }] };
		const segment = (await keepSegment(place.system(), { name: `老主顧 ${said}`, definition: { groups: [people] } }))
			.id;
		const editor = await sowMember(place.system(), 'editor');
		const under = async (readers: object): Promise<number> => {
			const words = { title: `文章 ${++said}`, body: fromMarkdown('開缸了', 'article') };
			const { id } = await writeArticle(place.as(editor), { ...words, ...readers });
			await publishArticle(place.as(editor), { id });
			return (await findThread(place.system(), { subject: `article:${id}` }))?.id as number;
		};
		const [everybody, members, some] = [
			await under({}),
			await under({ access: 'members' }),
			await under({ access: 'members', segment }),
		];
		const begin = async (readers: object) => {
			const { id } = await createCategory(place.system(), { slug: `room-${++said}`, name: '房間', ...readers });
			const begun = { category: id, title: `房間裡的話題 ${said}`, body: { text: `先說 ${said}` } };
			place.clock.advance(300_000);
			return (await startThread(boss(), begun)).id;
		};
		const merge = async (readers: object, into: number) => mergeThread(boss(), { thread: await begin(readers), into });
		const refused = expect.objectContaining({ code: 'thread.fewer-readers' });
		const circle = { seenBy: 'some', see: [`segment:${segment}`] };
		for (const into of [members, some]) await expect(merge({}, into)).rejects.toEqual(refused);
		await expect(merge({ seenBy: 'members' }, some)).rejects.toEqual(refused);
		await expect(merge({ seenBy: 'some', see: [`segment:${segment}`, 'role:author'] }, some)).resolves.toMatchObject({
			thread: some,
		});
		for (const [readers, into] of [
			[{}, everybody],
			[{ seenBy: 'members' }, members],
			[circle, some],
			[circle, members],
		] as const)
			await expect(merge(readers, into)).resolves.toMatchObject({ thread: into });
		// And out of it again.
		const split = async (thread: number, readers: object) => {
			const comments = [await say(thread, null, mei)];
			const { id: category } = await createCategory(place.system(), {
				slug: `out-${++said}`,
				name: '外面',
				...readers,
			});
			return splitThread(boss(), { thread, comments, title: `另外說 ${said}`, category });
		};
		await expect(split(everybody, { seenBy: 'members' })).rejects.toEqual(refused);
		await expect(split(members, circle)).rejects.toEqual(refused);
		// Whoever works here read it, too.
		await expect(split(some, circle)).rejects.toEqual(refused);
		await split(members, { seenBy: 'members' });
		await split(some, { seenBy: 'some', see: [`segment:${segment}`, 'role:author', 'role:analyst'] });
	});
});

describe('limitThread', () => {
	it('lets a member speak once in a while, staff as they like', async () => {
		const { id } = await start();
		await limitThread(boss(), { thread: id, slowSeconds: 900 });
		const first = await say(id);
		await expect(say(id)).rejects.toMatchObject({ code: 'thread.slow', status: 429, details: { minutes: 14 } });
		await deleteComment(place.as(wei), { id: first });
		await expect(say(id)).rejects.toMatchObject({ code: 'thread.slow' });
		await say(id, null, moderator);
		await say(id, null, moderator);
		place.clock.advance(900_000);
		await say(id);
		await expect(limitThread(boss(), { thread: id, slowSeconds: 86_401 })).rejects.toMatchObject({ status: 422 });
		await expect(limitThread(place.as(mei), { thread: id, slowSeconds: 0 })).rejects.toMatchObject({ status: 403 });
	});

	it('closes after days of silence, by its own word or its category’s, and not again when opened again', async () => {
		const [{ id }, { id: kept }, { id: sooner }] = [await start(), await start(), await start({ category: other.id })];
		await place.site.sql`update community.category set close_days = 30 where id = ${category.id}`;
		await limitThread(boss(), { thread: kept, closeDays: 0 });
		await limitThread(boss(), { thread: sooner, closeDays: 7 });
		const closed = async (thread: number) => ((await findThread(place.as(), { id: thread }))?.closed ?? null) !== null;
		place.clock.advance(8 * 86_400_000);
		await closeSilent.run(place.system(), {});
		expect([await closed(id), await closed(kept), await closed(sooner)]).toEqual([false, false, true]);
		await say(id);
		place.clock.advance(29 * 86_400_000);
		await closeSilent.run(place.system(), {});
		expect(await closed(id)).toBe(false);
		place.clock.advance(2 * 86_400_000);
		await closeSilent.run(place.system(), {});
		expect([await closed(id), await closed(kept)]).toEqual([true, false]);
		await openThreadAgain(boss(), { thread: id });
		await closeSilent.run(place.system(), {});
		expect(await closed(id)).toBe(false);
	});
});

describe('shareComment', () => {
	it('lets everybody who may comment change one comment, the opening or another, and nothing else', async () => {
		const { id, comment } = await start();
		const reply = await say(id, null, mei);
		const change = (one: number) => editComment(place.as(wei), { id: one, body: { text: '大家一起寫' } });
		await expect(change(comment)).rejects.toMatchObject({ status: 403 });
		await shareComment(boss(), { id: comment, on: '1' });
		await change(comment);
		await expect(change(reply)).rejects.toMatchObject({ status: 403 });
		await closeThread(boss(), { thread: id });
		await expect(change(comment)).rejects.toMatchObject({ status: 403 });
		await openThreadAgain(boss(), { thread: id });
		await shareComment(boss(), { id: comment, on: false });
		await expect(change(comment)).rejects.toMatchObject({ status: 403 });
		await expect(shareComment(place.as(mei), { id: comment, on: true })).rejects.toMatchObject({ status: 403 });
		await shareComment(boss(), { id: reply, on: true });
		await shareComment(boss(), { id: reply, on: true });
		await change(reply);
		await expect(change(comment)).rejects.toMatchObject({ status: 403 });
		expect((await listVersions(place.as(wei), { id: reply })).items).toMatchObject([{ name: wei.name }]);
		const shown = (await readThread(place.as(), { thread: id })).comments.flatMap((one) => [one, ...one.replies]);
		expect(shown.filter(({ shared }) => shared).map((one) => one.id)).toEqual([reply]);
		await hideComment(boss(), { id: reply });
		await expect(change(reply)).rejects.toMatchObject({ code: 'comment.not-found' });
	});

	it('is for moderators, and for authors who are trusted so far: with their own, and what they began themselves they end', async () => {
		const { id, comment } = await start();
		const own = await say(id, null, mei);
		const other = await say(id, null, wei);
		const share = (who: Actor, one: number, on = true) => shareComment(place.as(who), { id: one, on });
		const trust = (level: number) => place.site.sql`
			insert into community.trust (member, level, weighed) values (${mei.member}, ${level}, now())
			on conflict (member) do update set level = excluded.level`;
		await trust(2);
		await expect(share(mei, own)).rejects.toMatchObject({ status: 403 });
		expect((await findComment(place.as(mei), { id: own })).may.share).toBe(false);
		await trust(3);
		expect((await findComment(place.as(mei), { id: own })).may.share).toBe(true);
		await share(mei, own);
		await expect(share(mei, other)).rejects.toMatchObject({ status: 403 });
		await trust(0);
		place.clock.advance(3 * 86_400_000);
		await share(mei, own, false);
		await expect(share(mei, own)).rejects.toMatchObject({ status: 403 });
		// What moderators began, they end.
		await shareComment(boss(), { id: own, on: true });
		await expect(share(mei, own, false)).rejects.toMatchObject({ status: 403 });
		await shareComment(boss(), { id: own, on: false });
		await deleteComment(place.as(mei), { id: own });
		await expect(shareComment(boss(), { id: own, on: true })).rejects.toMatchObject({ code: 'comment.deleted' });
		await place.site
			.sql`update community.comment set origin_network = 'practice', origin_id = 'y', author = null where id = ${other}`;
		await expect(shareComment(boss(), { id: other, on: true })).rejects.toMatchObject({ status: 403 });
		for (const odd of [{}, { on: 'x' }, { on: null }, { id: 'x', on: true }])
			await expect(shareComment(boss(), { id: comment, ...odd } as never)).rejects.toMatchObject({ status: 422 });
	});
});

describe('splitThread', () => {
	it('makes a thread of what was chosen and what answers it; both say so, and every count is right', async () => {
		const { id, comment } = await start();
		const stays = await say(id);
		const branch = await say(id);
		const reply = await say(id, branch, mei);
		const deeper = await say(id, reply);
		const lone = await say(id, stays, mei);
		await react(place.as(mei), { comment: deeper, sign: '👍', on: true });
		const made = await splitThread(boss(), { thread: id, comments: [branch, lone], title: '另一件事情' });
		expect(made.comments).toBe(4);
		expect(await shown(id)).toEqual({ ids: [[comment], [stays]], total: 2 });
		expect(await shown(made.id)).toEqual({ ids: [[branch, reply, deeper], [lone]], total: 4 });
		expect(await findThread(place.as(), { id: made.id })).toMatchObject({
			title: '另一件事情',
			author: { id: wei.member },
			opening: branch,
			replies: 3,
			path: made.path,
		});
		const from = await readThread(place.as(), { thread: id });
		expect(from.notes).toMatchObject([
			{ kind: 'split-off', comments: 4, other: { path: made.path, title: '另一件事情' } },
		]);
		const to = await readThread(place.as(), { thread: made.id });
		expect(to.notes).toMatchObject([{ kind: 'split-from', other: { path: from.thread.path } }]);
		expect(to.comments[0]?.replies[1]?.reactions).toEqual([{ sign: '👍', count: 1 }]);
		// A note never tells of what may not be seen.
		await place.site.sql`update community.thread set hidden = now() where id = ${made.id}`;
		expect((await readThread(place.as(), { thread: id })).notes).toMatchObject([{ other: { path: null, title: '' } }]);
	});

	it('takes read positions, following, notices and what is found along', async () => {
		const { id } = await start();
		await place.runJobs();
		const branch = await say(id, null, wei, '關於琥珀色的討論');
		const reply = await say(id, branch, moderator);
		await place.runJobs();
		await markSeen(place.as(mei), { thread: id, comment: branch });
		const made = await splitThread(boss(), { thread: id, comments: [branch], title: '另一件事情' });
		await place.runJobs();
		const unread = await listMemberThreads(place.site.sql, {
			member: mei.member,
			role: mei.role,
			list: 'unread',
			before: null,
			now: place.clock.now(),
		});
		expect(unread.items.map((item) => item.id)).toEqual([made.id]);
		expect(await findUnreadPath(place.as(mei), { thread: made.id })).toContain(`#comment-${reply}`);
		expect(await findUnreadPath(place.as(mei), { thread: id })).not.toContain('#');
		const notices = await listNotices(place.as(wei), {});
		expect(notices.items).toMatchObject([{ kind: 'reply', comment: reply, title: '另一件事情' }]);
		const rows = await place.site.sql`select thread from notification.notice where comment = ${reply}`;
		expect(new Set(rows.map((row) => row['thread']))).toEqual(new Set([made.id]));
		const { items } = await search(place.as(), { question: '琥珀色' });
		expect(items.map((item: { title: string }) => item.title)).toEqual(['另一件事情']);
	});

	it('refuses the opening, what is not there, what cannot be read, and whoever may not', async () => {
		const { id, comment } = await start();
		const { comment: elsewhere } = await start();
		const one = await say(id);
		const gone = await say(id);
		await deleteComment(place.as(wei), { id: gone });
		const split = (comments: unknown, more: object = {}, ctx = boss()) =>
			splitThread(ctx, { thread: id, comments: comments as number[], title: '另一件事情', ...more });
		await expect(split([comment])).rejects.toMatchObject({ code: 'thread.split-opening' });
		await expect(split([one, elsewhere])).rejects.toMatchObject({ code: 'comment.not-found' });
		await expect(split([gone])).rejects.toMatchObject({ code: 'comment.parent-gone' });
		await expect(split([])).rejects.toMatchObject({ status: 422 });
		await expect(split(['__proto__'])).rejects.toMatchObject({ status: 422 });
		await expect(split([one], { title: '短' })).rejects.toMatchObject({ status: 422 });
		await expect(split([one], { category: 999_999 })).rejects.toMatchObject({ code: 'category.not-found' });
		await expect(split([one], {}, place.as(mei))).rejects.toMatchObject({ status: 403 });
		await expect(listSplittable(place.as(mei), { thread: id })).rejects.toMatchObject({ status: 403 });
		expect((await listSplittable(boss(), { thread: id })).items.map((item) => item.id)).toEqual([one]);
		expect(await shown(id)).toEqual({ ids: [[comment], [one]], total: 2 });
	});

	it('is done once when pressed often: what has gone cannot go again', async () => {
		const { id } = await start();
		const one = await say(id);
		const pressed = await Promise.allSettled(
			Array.from({ length: 10 }, () => splitThread(boss(), { thread: id, comments: [one], title: '另一件事情' })),
		);
		expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	it('refuses an answer to what went meanwhile, and keeps all others', async () => {
		const { id } = await start();
		const one = await say(id);
		const people = await Promise.all(Array.from({ length: 8 }, () => sowMember(place.system())));
		const outcomes = await Promise.allSettled([
			...people.map((person) => postComment(place.as(person), { thread: id, parent: one, body: { text: '同時說' } })),
			splitThread(boss(), { thread: id, comments: [one], title: '另一件事情' }),
		]);
		for (const outcome of outcomes)
			if (outcome.status === 'rejected')
				expect(['comment.parent-gone', 'comment.not-found']).toContain((outcome.reason as { code: string }).code);
		const rows = await place.site.sql`
			select t.id from community.thread t where comment_count <>
				(select count(*) from community.comment c where c.thread = t.id and c.hidden is null and c.deleted is null)`;
		expect(rows).toHaveLength(0);
	});
});

describe('mergeThread', () => {
	it('goes on in the other thread, in the order of time; fifty at once are one', async () => {
		const { id: into, comment: opening } = await start();
		const { id, comment, path } = await start({ title: '同一個問題啊' });
		const reply = await say(id, comment);
		const later = await say(into);
		await Promise.all(Array.from({ length: 50 }, () => mergeThread(boss(), { thread: id, into })));
		expect(await shown(into)).toEqual({ ids: [[opening], [comment, reply], [later]], total: 4 });
		expect(await findThread(place.as(), { id })).toBeNull();
		const target = await readThread(place.as(), { thread: into });
		expect(target.notes).toMatchObject([{ kind: 'merged', comments: 2, other: { title: '同一個問題啊', path: null } }]);
		expect(await findMergedPath(place.as(), { thread: id })).toBe(target.thread.path);
		expect((await listed(category.id)).items).toEqual([into]);
		const { rows } = {
			rows: await place.site
				.sql`select 1 from platform.event where name = 'thread.merged' and about = ${`thread:${id}`}`,
		};
		expect(rows).toHaveLength(1);
		expect(threadMeant(`https://home.example${path}?after=3`)).toBe(id);
		await expect(say(id)).rejects.toMatchObject({ code: 'thread.not-found' });
		// A chain leads to its end.
		const { id: last } = await start();
		await mergeThread(boss(), { thread: into, into: last });
		expect(await findMergedPath(place.as(), { thread: id })).toBe((await findThread(place.as(), { id: last }))?.path);
	});

	it('keeps unread what was not read in either', async () => {
		const { id: into } = await start({}, wei);
		const { id } = await start({}, wei);
		const unseen = await say(id);
		const seen = await say(into);
		await followThread(place.as(mei), { thread: into, level: 'watch' });
		await markSeen(place.as(mei), { thread: into, comment: seen });
		const { comment } = { comment: (await shown(id)).ids[0]?.[0] as number };
		await markSeen(place.as(mei), { thread: id, comment });
		await mergeThread(boss(), { thread: id, into });
		expect(await findUnreadPath(place.as(mei), { thread: into })).toContain(`#comment-${unseen}`);
		const rows = await place.site.sql`select thread, level, unread from community.reading where member = ${mei.member}`;
		expect(rows).toMatchObject([{ thread: into, level: 'watch', unread: unseen }]);
	});

	it('counts a vote once, and lets no vote get lost', async () => {
		const [one, two, plain] = [await start({ kind: 'idea' }), await start({ kind: 'idea' }), await start()];
		for (const thread of [one.id, two.id]) await voteIdea(place.as(wei), { thread });
		await voteIdea(place.as(mei), { thread: one.id });
		await expect(mergeThread(boss(), { thread: one.id, into: plain.id })).rejects.toMatchObject({
			code: 'thread.wrong-kind',
		});
		await mergeThread(boss(), { thread: one.id, into: two.id });
		expect(await findThread(place.as(), { id: two.id })).toMatchObject({ idea: { votes: 2 } });
	});

	it('brings back what was split off, without a trace of it', async () => {
		const { id } = await start();
		const one = await say(id);
		const made = await splitThread(boss(), { thread: id, comments: [one], title: '另一件事情' });
		await mergeThread(boss(), { thread: made.id, into: id });
		const page = await readThread(place.as(), { thread: id });
		expect(page).toMatchObject({ total: 2, notes: [{ kind: 'merged' }] });
	});

	it('refuses itself, what went already, what is hidden, what hangs under something, and whoever may not', async () => {
		const [{ id }, { id: into }] = [await start(), await start()];
		const merge = (thread: number, target: number, ctx = boss()) => mergeThread(ctx, { thread, into: target });
		await expect(merge(id, id)).rejects.toMatchObject({ code: 'thread.same' });
		await expect(merge(id, 999_999)).rejects.toMatchObject({ code: 'thread.not-found' });
		await expect(merge(id, into, place.as(mei))).rejects.toMatchObject({ status: 403 });
		const under = await openThread(place.system(), { subject: 'article:71', title: '文', path: '/articles/b' });
		await expect(merge(under.id, into)).rejects.toMatchObject({ code: 'thread.wrong-kind' });
		await merge(id, under.id);
		expect(await findMergedPath(place.as(), { thread: id })).toBe('/articles/b');
		await expect(merge(into, id)).rejects.toMatchObject({ code: 'thread.merged' });
		await expect(merge(id, into)).rejects.toMatchObject({ code: 'thread.merged' });
		await place.site.sql`update community.thread set hidden = now() where id = ${into}`;
		await expect(merge(into, under.id)).rejects.toMatchObject({ code: 'thread.hidden' });
	});

	it('takes both ways at once as one way', async () => {
		const [{ id }, { id: into }] = [await start(), await start()];
		const both = await Promise.allSettled([
			mergeThread(boss(), { thread: id, into }),
			mergeThread(boss(), { thread: into, into: id }),
		]);
		expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'thread.merged' } });
	});
});
