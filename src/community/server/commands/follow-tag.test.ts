import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import { mostTagsFollowed, type MemberList } from '#community/following.ts';
import {
	changeCategory,
	countSince,
	createCategory,
	followCategory,
	followTag,
	followThread,
	listFollowed,
	listMemberThreads,
	markSeen,
	mergeThread,
	moveThread,
	postComment,
	readDigest,
	readTagFollowing,
	splitThread,
	tagThread,
} from '#community/server/index.ts';
import { sowCategory, sowMember, sowTagged } from '#community/server/sow.ts';
import { removeTag, renameTag } from '#content/server/index.ts';
import { listNotices } from '#notification/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;
let place: TestSite;
let editor: Member;
let reader: Member;
let writer: Member;
let category: { id: number; slug: string };
/** A tag that no other test has used. */
let tag: string;
let number = 0;
beforeAll(async () => {
	place = await testSite();
	editor = await sowMember(place.system(), 'editor');
});
beforeEach(async () => {
	place.clock.advance(86_400_000);
	reader = await sowMember(place.system());
	writer = await sowMember(place.system());
	category = await sowCategory(place.system());
	tag = `標籤${++number}`;
});
afterAll(() => place.close());

const begin = async (tags: string[] = [tag], more: object = {}) => {
	place.clock.advance(60_000);
	const started = await sowTagged(place.system(), category.id, tags, {
		author: writer.member,
		posted: place.clock.now(),
		...more,
	});
	await place.runJobs();
	return started;
};
const say = async (thread: number) => {
	place.clock.advance(60_000);
	const said = await postComment(place.as(writer), { thread, body: { text: `說了一句 ${Math.random()}` } });
	await place.runJobs();
	return said.id;
};
const follow = (level: string, name = tag, who: Actor = reader) =>
	followTag(place.as(who), { tag: name, level: level as never });
const ids = async (list: MemberList) =>
	(await listMemberThreads(place.site.sql, { ...reader, list, before: null, now: place.clock.now() })).items.map(
		({ id }) => id,
	);
const told = async () => (await listNotices(place.as(reader), {})).items.map(({ comment }) => comment);
const see = (thread: number, comment: number) => markSeen(place.as(reader), { thread, comment });
const refused = (code: string) => expect.objectContaining({ code }) as Error;

describe('a tag that somebody follows', () => {
	it('tells of new threads and of comments when it is watched, and counts them as unread once they were opened', async () => {
		await begin();
		await follow('watch');
		const fresh = await begin();
		expect(await told()).toEqual([fresh.comment]);
		await see(fresh.id, fresh.comment);
		const said = await say(fresh.id);
		expect(await told()).toEqual([said, fresh.comment]);
		expect(await ids('unread')).toEqual([fresh.id]);
		await begin(['別的']);
		expect(await told()).toHaveLength(2);
	});

	it('is listed as unread and told of nowhere when it is tracked', async () => {
		const { id, comment } = await begin();
		await see(id, comment);
		await follow('track');
		await say(id);
		expect(await ids('unread')).toEqual([id]);
		expect(await told()).toEqual([]);
		await follow('normal');
		expect(await ids('unread')).toEqual([]);
		expect(await readTagFollowing(place.site.sql, reader.member, tag)).toBe('normal');
	});

	it('is left out of lists, counts and the digest when it is muted, unless the thread itself is followed', async () => {
		const left = place.clock.now();
		const plain = await begin(['別的']);
		const muted = await begin();
		await follow('mute');
		const digest = () => readDigest(place.site.sql, { ...reader, since: left, now: place.clock.now() });
		expect(await ids('newest')).toContain(plain.id);
		for (const list of ['latest', 'newest'] as const) expect(await ids(list)).not.toContain(muted.id);
		expect((await countSince(place.site.sql, reader, left)).fresh).toBe(1);
		expect((await digest()).fresh.map(({ id }) => id)).toEqual([plain.id]);
		await followThread(place.as(reader), { thread: muted.id, level: 'watch' });
		const said = await say(muted.id);
		expect(await ids('latest')).toContain(muted.id);
		expect(await told()).toEqual([said]);
	});

	it('brings its questions into the digest', async () => {
		const left = place.clock.now();
		const { id } = await begin([tag], { kind: 'question' });
		const questions = async () =>
			(await readDigest(place.site.sql, { ...reader, since: left, now: place.clock.now() })).questions;
		expect(await questions()).toEqual([]);
		await follow('track');
		expect((await questions()).map((one) => one.id)).toEqual([id]);
	});

	it('is followed once, however often and at once', async () => {
		await begin();
		await Promise.all(['watch', 'track', 'watch', 'mute', 'track'].map((level) => follow(level)));
		await follow('watch');
		await follow('watch');
		const rows = await place.site.sql`select tag, level from community.tag_following where member = ${reader.member}`;
		expect([...rows]).toEqual([{ tag, level: 'watch' }]);
	});
});

describe('of what somebody said of a thread’s category and tags', () => {
	it.each([
		['watch', 'mute', 'nothing'],
		['mute', 'watch', 'nothing'],
		['track', 'watch', 'told'],
		['watch', 'track', 'told'],
		['track', 'track', 'unread'],
		['normal', 'watch', 'told'],
		['mute', 'normal', 'nothing'],
	])('muted is the strongest, then watched: category %s, tag %s: %s', async (ofCategory, ofTag, becomes) => {
		const { id, comment } = await begin([tag, '另一個']);
		await see(id, comment);
		await followCategory(place.as(reader), { category: category.id, level: ofCategory as never });
		await follow(ofTag);
		const said = await say(id);
		expect(await told()).toEqual(becomes === 'told' ? [said] : []);
		expect(await ids('unread')).toEqual(becomes === 'nothing' ? [] : [id]);
		expect((await ids('latest')).includes(id)).toBe(becomes !== 'nothing');
	});

	it('one muted tag is enough, and the thread itself is stronger than all', async () => {
		const { id, comment } = await begin([tag, `${tag}乙`]);
		await see(id, comment);
		await follow('watch');
		await follow('mute', `${tag}乙`);
		await say(id);
		expect(await told()).toEqual([]);
		await followThread(place.as(reader), { thread: id, level: 'normal' });
		expect(await ids('latest')).toContain(id);
		expect(await ids('unread')).toEqual([]);
	});
});

describe('what is unread follows', () => {
	it('a thread that is tagged later, split, moved or merged', async () => {
		const { id, comment } = await begin([]);
		await see(id, comment);
		const other = await begin();
		await follow('track');
		const [first, second] = [await say(id), await say(id)];
		expect(await ids('unread')).toEqual([]);
		await tagThread(place.as(editor), { thread: id, tags: [tag] });
		expect(await ids('unread')).toEqual([id]);
		const apart = await splitThread(place.as(editor), { thread: id, comments: [second], title: '另外談談' });
		await see(id, first);
		// What nobody opened yet stands among the new ones.
		expect(await ids('newest')).toContain(apart.id);
		await see(other.id, other.comment);
		await say(apart.id);
		await mergeThread(place.as(editor), { thread: apart.id, into: other.id });
		expect(await ids('unread')).toEqual([other.id]);
		await tagThread(place.as(editor), { thread: other.id, tags: [] });
		expect(await ids('unread')).toEqual([]);
	});

	it('a tag by its new name, into another one, and away with it', async () => {
		const { id, comment } = await begin();
		const there = await begin([`${tag}乙`]);
		for (const one of [
			{ id, comment },
			{ id: there.id, comment: there.comment },
		])
			await see(one.id, one.comment);
		await follow('track');
		await say(id);
		await say(there.id);
		expect(await ids('unread')).toEqual([id]);
		await renameTag(place.as(editor), { name: tag, to: `${tag}甲` });
		expect(await ids('unread')).toEqual([id]);
		await renameTag(place.as(editor), { name: `${tag}甲`, to: `${tag}乙`, merge: true });
		expect(await ids('unread')).toEqual([there.id, id]);
		expect(await readTagFollowing(place.site.sql, reader.member, `${tag}乙`)).toBe('track');
		// A former name means the present one.
		await follow('watch', tag);
		expect(await readTagFollowing(place.site.sql, reader.member, `${tag}乙`)).toBe('watch');
		await removeTag(place.as(editor), { name: `${tag}乙` });
		expect(await ids('unread')).toEqual([]);
		expect(await place.site.sql`select 1 from community.tag_following where member = ${reader.member}`).toHaveLength(0);
	});

	it('what was said of the tag that stays, where both were followed', async () => {
		const { id, comment } = await begin();
		await begin([`${tag}乙`]);
		await see(id, comment);
		await follow('watch');
		await follow('mute', `${tag}乙`);
		await say(id);
		expect(await ids('unread')).toEqual([id]);
		await renameTag(place.as(editor), { name: tag, to: `${tag}乙`, merge: true });
		expect(await readTagFollowing(place.site.sql, reader.member, `${tag}乙`)).toBe('mute');
		expect(await ids('unread')).toEqual([]);
		expect(await ids('latest')).not.toContain(id);
	});
});

describe('a tag of what only some may see', () => {
	it('is none to others, and tells nobody of anything when its room is shut', async () => {
		const shut = await createCategory(place.system(), { slug: `shut-${number}`, name: '內部', seenBy: 'some' });
		await begin([tag], { category: shut.id });
		await expect(follow('watch')).rejects.toEqual(refused('tag.not-found'));
		await expect(follow('watch', `沒有${tag}`)).rejects.toEqual(refused('tag.not-found'));
		await follow('watch', tag, editor);
		const open = await begin();
		await see(open.id, open.comment);
		await follow('watch');
		expect((await listFollowed(place.as(reader), { level: 'watch' })).tags.map(({ title }) => title)).toEqual([tag]);
		await moveThread(place.system(), { thread: open.id, category: shut.id });
		await say(open.id).catch(() => null);
		place.clock.advance(60_000);
		await postComment(place.as(editor), { thread: open.id, body: { text: '只有我們看得到' } });
		await place.runJobs();
		expect(await told()).toEqual([]);
		expect(await ids('unread')).toEqual([]);
		// Nor is its name, which it may have got meanwhile.
		await renameTag(place.as(editor), { name: tag, to: `機密${tag}` });
		expect((await listFollowed(place.as(reader), { level: 'watch' })).tags).toEqual([]);
		await changeCategory(place.system(), {
			category: shut.id,
			slug: `shut-${number}`,
			name: '內部',
			seenBy: 'everybody',
		});
		expect((await listFollowed(place.as(reader), { level: 'watch' })).tags).toMatchObject([{ title: `機密${tag}` }]);
	});

	it('is followed by members, at a level that there is, and not too many by one', async () => {
		await begin();
		await expect(follow('watch', tag, visitor)).rejects.toEqual(refused('session.required'));
		await expect(follow('loud')).rejects.toEqual(refused('input.invalid'));
		for (const odd of ['', '..', '一,二', '長'.repeat(31), '長'.repeat(100_000)])
			await expect(follow('watch', odd)).rejects.toEqual(refused('input.invalid'));
		await place.site.sql`
			insert into community.tag_following (member, tag, level)
			select ${reader.member}, 't' || n, 'track' from generate_series(1, ${mostTagsFollowed}) n`;
		await expect(follow('watch')).rejects.toEqual(refused('tag.followed-many'));
		await place.site.sql`delete from community.tag_following where member = ${reader.member} and tag = 't1'`;
		await follow('watch');
		await follow('mute');
	});
});
