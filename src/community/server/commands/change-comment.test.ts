import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import {
	closeThread,
	deleteComment,
	editComment,
	findComment,
	findThread,
	hideComment,
	openThreadAgain,
	postComment,
	readThread,
	showComment,
	startThread,
} from '#community/server/index.ts';
import { sowCategory, sowMember, sowThread } from '#community/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let writer: Actor;
let other: Actor;
let moderator: Actor;
let thread: number;
let comment: number;
beforeAll(async () => {
	place = await testSite();
	moderator = await sowMember(place.system(), 'moderator');
});
beforeEach(async () => {
	writer = await sowMember(place.system());
	other = await sowMember(place.system());
	thread = (await sowThread(place.system())).id;
	comment = (await postComment(place.as(writer), { thread, body: { text: '原來的話' } })).id;
});
afterAll(() => place.close());

const edit = (actor: Actor, text = '改過的話') => editComment(place.as(actor), { id: comment, body: { text } });
const count = async (id = thread) => (await findThread(place.system(), { id }))?.comment_count;
const read = async (actor?: Actor, id = thread) => (await readThread(place.as(actor), { thread: id })).comments;
const refused = (code: string, status: number) => ({ code, status });

describe('editing', () => {
	it('changes the words for everybody and says so', async () => {
		place.clock.advance(3_600_000);
		await edit(writer, '改過的話 https://example.com');
		expect(await read()).toMatchObject([
			{ edited: place.clock.now(), html: expect.stringContaining('rel="ugc nofollow"') },
		]);
		expect(
			await place
				.as()
				.db.selectFrom('community.comment')
				.select(['edited_by', 'body_text'])
				.where('id', '=', comment)
				.executeTakeFirst(),
		).toEqual({
			edited_by: writer.kind === 'member' ? writer.member : 0,
			body_text: '改過的話 https://example.com',
		});
	});

	it('keeps what Markdown says, and nothing that HTML does', async () => {
		await editComment(place.as(writer), { id: comment, body: { markdown: '**粗** <b>x</b>\n\n- 一\n- 二' } });
		expect((await read())[0]?.html).toBe(
			'<p><strong>粗</strong> &lt;b&gt;x&lt;/b&gt;</p><ul><li>一</li><li>二</li></ul>',
		);
	});

	it('is the author’s for a day, the moderators’ always, nobody else’s', async () => {
		await expect(edit(other)).rejects.toMatchObject(refused('permission.denied', 403));
		await expect(edit(visitor)).rejects.toMatchObject(refused('session.required', 401));
		place.clock.advance(86_400_000);
		await expect(edit(writer)).rejects.toMatchObject(refused('comment.too-old', 403));
		await expect(edit(moderator)).resolves.toBeTruthy();
	});

	it('is refused in odd states', async () => {
		await closeThread(place.as(moderator), { thread });
		await expect(edit(writer)).rejects.toMatchObject(refused('thread.closed', 409));
		await openThreadAgain(place.as(moderator), { thread });
		await hideComment(place.as(moderator), { id: comment });
		await expect(edit(writer)).rejects.toMatchObject(refused('comment.hidden', 409));
		await expect(edit(other)).rejects.toMatchObject(refused('comment.not-found', 404));
		await deleteComment(place.as(writer), { id: comment });
		await expect(edit(writer)).rejects.toMatchObject(refused('comment.deleted', 409));
		await expect(edit(other)).rejects.toMatchObject(refused('comment.not-found', 404));
		await expect(edit(moderator)).rejects.toMatchObject(refused('permission.denied', 403));
	});

	it('does not bring in what a new comment may not carry', async () => {
		const newcomer = await sowMember(place.system(), 'member', 0);
		const { id } = await postComment(place.as(newcomer), { thread, body: { text: '乾淨的留言' } });
		const spam = { id, body: { text: 'https://a.example https://b.example https://c.example' } };
		await editComment(place.as(newcomer), spam);
		expect([await count(), await findComment(place.as(newcomer), { id })]).toMatchObject([
			1,
			{ held: place.clock.now() },
		]);
		const heap = {
			id: comment,
			body: { text: Array.from({ length: 21 }, (_, n) => `https://example.com/${n}`).join(' , ') },
		};
		await expect(editComment(place.as(writer), heap)).rejects.toMatchObject(refused('comment.too-many-links', 422));
	});
});

describe('deleting', () => {
	it('erases the words, counts one less and is safe to repeat', async () => {
		await deleteComment(place.as(writer), { id: comment });
		await deleteComment(place.as(writer), { id: comment });
		expect(await count()).toBe(0);
		expect(await read()).toEqual([]);
		const row = await place
			.as()
			.db.selectFrom('community.comment')
			.selectAll()
			.where('id', '=', comment)
			.executeTakeFirstOrThrow();
		expect(row).toMatchObject({
			body_text: '',
			body_html: '',
			body: { type: 'doc', content: [{ type: 'paragraph' }] },
		});
	});

	it('leaves a marked place where something answers', async () => {
		await postComment(place.as(other), { thread, parent: comment, body: { text: '我來回覆' } });
		await deleteComment(place.as(writer), { id: comment });
		expect(await read()).toMatchObject([
			{ id: comment, state: 'deleted', html: '', author: null, replies: [{ state: 'shown' }] },
		]);
		expect(await count()).toBe(1);
	});

	it('is the author’s at any time, in a closed thread too, and a moderator’s', async () => {
		await closeThread(place.as(moderator), { thread });
		place.clock.advance(400 * 86_400_000);
		await expect(deleteComment(place.as(other), { id: comment })).rejects.toMatchObject(
			refused('permission.denied', 403),
		);
		await expect(deleteComment(place.as(visitor), { id: comment })).rejects.toMatchObject(
			refused('session.required', 401),
		);
		await deleteComment(place.as(writer), { id: comment });
		expect(await count()).toBe(0);
	});
});

describe('hiding', () => {
	it('takes it from everybody but moderators, and gives it back', async () => {
		const heard: string[] = [];
		const stop = place.site.onChange((things) => void heard.push(...(things ?? [])));
		await hideComment(place.as(moderator), { id: comment });
		await hideComment(place.as(moderator), { id: comment });
		stop();
		expect(heard).toContain(`thread:${thread}`);
		expect(await count()).toBe(0);
		expect(await read()).toEqual([]);
		expect(await read(writer)).toEqual([]);
		expect(await read(moderator)).toMatchObject([{ state: 'hidden', html: '<p>原來的話</p>' }]);
		await expect(findComment(place.as(other), { id: comment })).rejects.toMatchObject(
			refused('comment.not-found', 404),
		);
		expect(await findComment(place.as(writer), { id: comment })).toMatchObject({
			may: { edit: false, delete: true, hide: false },
		});
		await showComment(place.as(moderator), { id: comment });
		await showComment(place.as(moderator), { id: comment });
		expect(await count()).toBe(1);
		expect(await read()).toMatchObject([{ state: 'shown' }]);
	});

	it('is the moderators’ alone', async () => {
		for (const actor of [writer, other])
			await expect(hideComment(place.as(actor), { id: comment })).rejects.toMatchObject(
				refused('permission.denied', 403),
			);
		await expect(hideComment(place.as(visitor), { id: comment })).rejects.toMatchObject(
			refused('session.required', 401),
		);
		await hideComment(place.as(moderator), { id: comment });
		await expect(showComment(place.as(other), { id: comment })).rejects.toMatchObject(
			refused('comment.not-found', 404),
		);
	});

	it('counts a hidden comment that is deleted once', async () => {
		await hideComment(place.as(moderator), { id: comment });
		await deleteComment(place.as(writer), { id: comment });
		expect(await count()).toBe(0);
		await expect(showComment(place.as(moderator), { id: comment })).rejects.toMatchObject(
			refused('permission.denied', 403),
		);
	});
});

describe('the opening of a thread', () => {
	let started: { id: number; comment: number };
	beforeEach(async () => {
		const category = await sowCategory(place.system());
		started = await startThread(place.as(writer), {
			category: category.id,
			title: '開場白的討論',
			body: { text: '大家好' },
		});
		place.clock.advance(60_000);
	});

	it('hidden takes the thread with it: nobody reads, nobody writes, nobody closes', async () => {
		await hideComment(place.as(moderator), { id: started.comment });
		await expect(readThread(place.as(other), { thread: started.id })).rejects.toMatchObject(
			refused('thread.not-found', 404),
		);
		await expect(postComment(place.as(other), { thread: started.id, body: { text: '還在嗎' } })).rejects.toMatchObject(
			refused('thread.not-found', 404),
		);
		await expect(closeThread(place.as(other), { thread: started.id })).rejects.toMatchObject(
			refused('thread.not-found', 404),
		);
		await showComment(place.as(moderator), { id: started.comment });
		await expect(postComment(place.as(other), { thread: started.id, body: { text: '回來了' } })).resolves.toBeTruthy();
	});

	it('deleted leaves its place while others have spoken; the rules of the thread stay', async () => {
		await postComment(place.as(other), { thread: started.id, body: { text: '我有話說' } });
		await deleteComment(place.as(writer), { id: started.comment });
		expect(await read(undefined, started.id)).toMatchObject([{ state: 'deleted', html: '' }, { state: 'shown' }]);
		await expect(closeThread(place.as(other), { thread: started.id })).rejects.toMatchObject(
			refused('permission.denied', 403),
		);
		await closeThread(place.as(moderator), { thread: started.id });
		place.clock.advance(60_000);
		await expect(postComment(place.as(other), { thread: started.id, body: { text: '關了嗎' } })).rejects.toMatchObject(
			refused('thread.closed', 409),
		);
	});

	it('deleted alone takes the thread from the lists', async () => {
		await deleteComment(place.as(writer), { id: started.comment });
		expect(await findThread(place.as(), { id: started.id })).toBeNull();
	});
});
