import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import {
	acceptAnswer,
	blockForeign,
	createCategory,
	deleteComment,
	editComment,
	followCategory,
	followThread,
	hideComment,
	listForeignBlocked,
	postComment,
	postForeignComment,
	react,
	readDigest,
	readForeignBlock,
	readMine,
	readNews,
	startThread,
	unblockForeign,
	unnameForeign,
} from '#community/server/index.ts';
import {
	blockMember,
	createMember,
	listBlocked,
	readBlock,
	suspendMember,
	unblockMember,
} from '#membership/server/index.ts';
import {
	changePreferences,
	unreadNotices,
	listNotices,
	readNotices,
	readThreadNotices,
	tellOfComment,
} from '#notification/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { countAsSql } from '#testing/count-as-sql.ts';

type Member = Extract<Actor, { kind: 'member' }>;
let place: TestSite;
let asker: Member;
let mei: Member;
let editor: Member;
let category: number;
let thread: number;
let number = 0;

async function sow(name: string, role: 'member' | 'editor' | 'owner' = 'member'): Promise<Member> {
	const joined = new Date(place.clock.now().getTime() - 40 * 86_400_000);
	const { id, handle } = await createMember(place.system(), { name, email: `p${++number}@example.com`, role, joined });
	return { kind: 'member', member: id, name, handle, role };
}

beforeAll(async () => {
	place = await testSite();
	editor = await sow('編輯', 'owner');
});
beforeEach(async () => {
	place.clock.advance(86_400_000);
	[asker, mei] = [await sow('發問人'), await sow('小美')];
	category = (await createCategory(place.system(), { slug: `room-${++number}`, name: '房間' })).id;
	thread = (
		await startThread(place.as(asker), {
			category,
			kind: 'question',
			title: '想問一件事',
			body: { text: '怎麼保存比較好' },
		})
	).id;
	await place.runJobs();
});
afterAll(() => place.close());

async function say(by: Member, text: string, parent?: number): Promise<number> {
	place.clock.advance(60_000);
	const { id } = await postComment(place.as(by), { thread, parent, body: { text } });
	await place.runJobs();
	return id;
}
const told = async (who: Member) =>
	(await listNotices(place.as(who), {})).items.map(({ kind, comment }) => [kind, comment]);
const count = (who: Member) => countAsSql(place.site.sql, unreadNotices(String(who.member)));

it('tells whoever began the thread, is answered or named; each once, for the nearest reason, and never oneself', async () => {
	const first = await say(mei, '冰起來就好');
	expect(await told(asker)).toEqual([['comment', first]]);
	const second = await say(asker, `謝謝 @${mei.handle}你真好`, first);
	expect(await told(mei)).toEqual([['reply', second]]);
	const other = await sow('路人');
	const third = await say(other, `@${mei.handle} 和 @${asker.handle} 看這裡`);
	expect(await told(mei)).toEqual([
		['mention', third],
		['reply', second],
	]);
	expect(await told(other)).toEqual([]);
	expect((await listNotices(place.as(mei), {})).items[0]).toMatchObject({
		name: '路人',
		title: '想問一件事',
		read: null,
	});
	await say(mei, `我自己 @${mei.handle}`);
	expect(await told(mei)).toHaveLength(2);
});

it('tells whoever watches a category, unless the thread says otherwise; a muted thread is silent', async () => {
	const [watcher, muter] = [await sow('關注人'), await sow('靜音人')];
	await followCategory(place.as(watcher), { category, level: 'watch' });
	await followCategory(place.as(muter), { category, level: 'watch' });
	await followThread(place.as(muter), { thread, level: 'mute' });
	const id = await say(mei, `大家好 @${muter.handle}`);
	expect(await told(watcher)).toEqual([['comment', id]]);
	expect(await told(muter)).toEqual([]);
	await followThread(place.as(watcher), { thread, level: 'normal' });
	await say(mei, '第二句');
	expect(await told(watcher)).toHaveLength(1);
});

it('tells of an edit only whoever was not named before, and runs twice without telling twice', async () => {
	const other = await sow('路人');
	const id = await say(mei, `@${other.handle} 你看`);
	await editComment(place.as(mei), { id, body: { text: `@${other.handle} @${asker.handle} 你們看` } });
	await place.runJobs();
	expect(await told(other)).toEqual([['mention', id]]);
	expect(await told(asker)).toEqual([['comment', id]]);
	const fact = { name: 'comment.posted', about: '', actor: null, data: { comment: id }, occurred: '' };
	await tellOfComment.run(place.system(), fact);
	await tellOfComment.run(place.system(), fact);
	expect(await told(other)).toHaveLength(1);
});

it('says that an answer was accepted, but not to whoever accepted it', async () => {
	const id = await say(mei, '冰起來就好');
	await acceptAnswer(place.as(asker), { comment: id });
	await place.runJobs();
	expect(await told(mei)).toEqual([['answer', id]]);
	const own = await say(asker, '我自己找到了');
	await acceptAnswer(place.as(asker), { comment: own });
	await place.runJobs();
	expect(await told(asker)).toEqual([['comment', id]]);
});

it('shows nothing that was taken away, not even in the count, until it is back', async () => {
	const id = await say(mei, '冰起來就好');
	expect(await count(asker)).toBe(1);
	await hideComment(place.as(editor), { id });
	expect([await count(asker), await told(asker)]).toEqual([0, []]);
	const next = await say(mei, '還是冰起來');
	await place.site.sql`update community.thread set hidden = now() where id = ${thread}`;
	expect([await count(asker), await told(asker)]).toEqual([0, []]);
	await place.site.sql`update community.thread set hidden = null where id = ${thread}`;
	await deleteComment(place.as(mei), { id: next });
	expect(await count(asker)).toBe(0);
});

it('makes none for what was taken away before it was told, and none for the suspended', async () => {
	const gone = await sow('停權人');
	await suspendMember(place.as(editor), { member: gone.member, reason: '測試' } as never);
	place.clock.advance(60_000);
	const { id } = await postComment(place.as(mei), { thread, body: { text: `@${gone.handle} 在嗎` } });
	await hideComment(place.as(editor), { id });
	await place.runJobs();
	const rows = await place.site.sql`select from notification.notice where comment = ${id}`;
	expect(rows).toHaveLength(0);
});

it('ends when the thread was read so far, or all is taken for read', async () => {
	const first = await say(mei, '第一句話');
	const second = await say(mei, '第二句話');
	await readThreadNotices(place.as(asker), { thread, comment: first });
	expect(await count(asker)).toBe(1);
	await readThreadNotices(place.as(mei), { thread, comment: second });
	expect(await count(asker)).toBe(1);
	await readNotices(place.as(asker), {});
	expect(await count(asker)).toBe(0);
	expect(await told(asker)).toHaveLength(2);
	await expect(listNotices(place.as(visitor), {})).rejects.toMatchObject({ code: 'session.required' });
});

it('tells of reactions once per comment with the people behind it, and again only when it was read a while ago', async () => {
	const id = await say(mei, '冰起來就好');
	const other = await sow('路人');
	const sign = async (who: Member, which = '👍', on = true) => {
		await react(place.as(who), { comment: id, sign: which, on });
		await place.runJobs();
	};
	await sign(asker);
	await sign(asker, '❤️');
	await sign(other);
	await sign(mei, '😂');
	const [notice] = (await listNotices(place.as(mei), {})).items;
	expect(notice).toMatchObject({ kind: 'reaction', people: 2, comment: id });
	expect(await count(mei)).toBe(1);
	await readNotices(place.as(mei), {});
	await sign(editor, '🙏');
	expect(await count(mei)).toBe(0);
	place.clock.advance(2 * 3_600_000);
	await sign(editor, '👍');
	expect(await count(mei)).toBe(1);
	for (const who of [asker, other, editor]) for (const which of ['👍', '❤️', '🙏']) await sign(who, which, false);
	expect(await told(mei)).toEqual([]);
	const custom = { quiet: false, from: '', until: '', timeZone: 'UTC', refused: false };
	await sign(other);
	await changePreferences(place.as(mei), { topics: [], told: { ...custom, wishes: {} } });
	expect([await count(mei), await told(mei)]).toEqual([0, []]);
	await changePreferences(place.as(mei), { topics: [], told: { ...custom, wishes: { reaction: ['site'] } } });
	expect(await count(mei)).toBe(1);
});

it('lets newcomers name two people', async () => {
	const joined = place.clock.now();
	const { id, handle } = await createMember(place.system(), {
		name: '新人',
		email: `n${++number}@example.com`,
		joined,
	});
	const newcomer: Member = { kind: 'member', member: id, name: '新人', handle, role: 'member' };
	await expect(say(newcomer, `@${mei.handle} @${asker.handle} @${editor.handle} 大家好`)).rejects.toMatchObject({
		code: 'comment.too-many-mentions',
	});
	await say(newcomer, `@${mei.handle} @${asker.handle} 大家好`);
	expect(await count(mei)).toBe(1);
});

it('tells nobody of whom they block: no reply, no mention, no comment in what they watch; and of all of it again afterwards', async () => {
	const names = async () => {
		await place.runJobs();
		return (await listNotices(place.as(asker), {})).items.length;
	};
	await blockMember(place.as(asker), { member: mei.member });
	await blockMember(place.as(asker), { member: mei.member });
	const opening = (
		await place
			.as()
			.db.selectFrom('community.comment')
			.select('id')
			.where('thread', '=', thread)
			.executeTakeFirstOrThrow()
	).id;
	await say(mei, '我來回答', opening);
	await say(mei, `@${asker.handle} 你看`);
	expect(await names()).toBe(0);
	// Whoever is blocked hears whoever blocks them, and does not learn of it.
	expect(await readBlock(place.as(mei), { member: asker.member })).toEqual({ may: true, blocked: false });
	expect(await listBlocked(place.as(mei), {})).toEqual([]);
	await unblockMember(place.as(asker), { member: mei.member });
	await say(mei, '再回一次', opening);
	expect(await names()).toBe(1);
});

it('does not give away who spoke without a name by being silent to whoever blocks them', async () => {
	const { id } = await createCategory(place.system(), { slug: `masked-${++number}`, name: '匿名房', anonymous: true });
	const wei = await sow('阿偉');
	await blockMember(place.as(asker), { member: mei.member });
	await followCategory(place.as(asker), { category: id, level: 'watch' });
	const told = async () => (await listNotices(place.as(asker), {})).items;
	const seen: unknown[] = [];
	for (const by of [mei, wei]) {
		place.clock.advance(86_400_000);
		const since = new Date(place.clock.now().getTime() - 1);
		const masked = { nameless: true, body: { text: `我不想說我是誰，第 ${number} 次` } };
		const begun = await startThread(place.as(by), {
			category: id,
			kind: 'discussion',
			title: '一件說不出口的事',
			...masked,
		});
		place.clock.advance(60_000);
		await postComment(place.as(by), { thread: begun.id, ...masked, body: { text: '還有一件' } });
		await place.runJobs();
		const news = await readDigest(place.site.sql, {
			member: asker.member,
			role: 'member',
			since,
			now: place.clock.now(),
		});
		seen.push([
			(await told())
				.filter(({ told }) => told >= since)
				.map(({ kind, name, text }) => [kind, name, text])
				.toSorted(),
			news.fresh.map(({ name, title, count }) => [name, title, count]),
		]);
		await deleteComment(place.as(by), { id: begun.comment });
	}
	expect(seen[0]).toEqual(seen[1]);
	expect(JSON.stringify(seen[0])).toContain('還有一件');
	expect(JSON.stringify(seen[0])).toContain('一件說不出口的事');
});

it('lets nobody block those who work here, themselves, or whoever is not there', async () => {
	for (const member of [editor.member, asker.member])
		await expect(blockMember(place.as(asker), { member })).rejects.toMatchObject({ code: 'permission.denied' });
	await expect(blockMember(place.as(asker), { member: 999_999 })).rejects.toMatchObject({ code: 'member.not-found' });
	await expect(blockMember(place.as(visitor), { member: mei.member })).rejects.toMatchObject({
		code: 'session.required',
	});
});

it('tells nobody of whom they block on a network, whatever that person calls themselves next; and nobody else less', async () => {
	await followThread(place.as(editor), { thread, level: 'watch' });
	const opening = (await place.site.sql<{ id: number }[]>`select id from community.comment where thread = ${thread}`)[0]
		?.id;
	const from = async (author: string, network = 'fediverse'): Promise<number> => {
		place.clock.advance(3_600_000);
		const origin = { network, author, url: null, id: `${network}-${++number}` };
		const said = { thread, parent: opening, text: `我是 ${author}`, posted: place.clock.now(), origin };
		const { id } = await postForeignComment(place.system(), said);
		await place.runJobs();
		return id;
	};
	const told = async (who: Member) =>
		(await listNotices(place.as(who), {})).items.filter(({ text }) => text.startsWith('我是')).length;
	const bell = async () =>
		(await place.site.sql.unsafe(`select ${unreadNotices(String(asker.member))} as count`))[0]?.['count'] as number;
	const digest = async () => {
		const since = new Date(place.clock.now().getTime() - 86_400_000);
		const asked = { member: asker.member, role: 'member', since, now: place.clock.now() } as const;
		return (await readDigest(place.site.sql, asked)).followed[0]?.count ?? 0;
	};
	const first = await from('阿梅 (mei@far.example)');
	expect([await told(asker), await told(editor), await bell(), await digest()]).toEqual([1, 1, 1, 1]);
	const heard = async () => (await readNews(place.site.sql, thread))?.author;
	expect(await heard()).toBe('fediverse:mei@far.example');

	await blockForeign(place.as(asker), { comment: first });
	await blockForeign(place.as(asker), { comment: first });
	expect(await readForeignBlock(place.as(asker), { comment: first })).toMatchObject({ name: '阿梅 (mei@far.example)' });
	expect(await readForeignBlock(place.as(mei), { comment: first })).toMatchObject({ block: null });
	expect(await readForeignBlock(place.as(visitor), { comment: first })).toBeNull();
	// What was told before is not told on.
	expect([await told(asker), await bell(), await digest()]).toEqual([0, 0, 0]);
	await from('換了名字 (mei@far.example)');
	expect([await told(asker), await bell(), await digest(), await told(editor)]).toEqual([0, 0, 0, 2]);
	const { unheard } = await readMine(place.site.sql, { member: asker.member, role: 'member' }, thread);
	expect(unheard).toEqual(['fediverse:mei@far.example']);
	// Of the same name elsewhere, or whose name says that they are somebody else: other people.
	await from('阿梅 (mei@far.example)', 'practice');
	await from('阿梅 (mei@far.example) (wei@far.example)');
	expect([await told(asker), await told(editor)]).toEqual([2, 4]);
	const [block] = await listForeignBlocked(place.as(asker), {});
	expect(block).toMatchObject({ network: 'fediverse', name: '阿梅 (mei@far.example)' });
	await unblockForeign(place.as(mei), { block: block?.id ?? 0 });
	expect(await listForeignBlocked(place.as(asker), {})).toHaveLength(1);
	await unblockForeign(place.as(asker), { block: block?.id ?? 0 });
	// What was never told is not told afterwards.
	expect(await told(asker)).toBe(3);
	// Whoever wants not to be named stands on nobody's list, either.
	await blockForeign(place.as(asker), { comment: first });
	await unnameForeign(place.as(editor), { network: 'fediverse', author: '阿梅 (mei@far.example)' });
	expect(await listForeignBlocked(place.as(asker), {})).toEqual([]);
	await expect(blockForeign(place.as(asker), { comment: first })).rejects.toMatchObject({ code: 'comment.not-found' });
	await expect(blockForeign(place.as(asker), { comment: opening ?? 0 })).rejects.toMatchObject({ status: 404 });
});
