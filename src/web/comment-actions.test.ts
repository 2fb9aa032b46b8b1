import { render } from 'svelte/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeThread, openThreadAgain, postComment, readThread } from '#community/server/index.ts';
import { sowMember, sowThread } from '#community/server/sow.ts';
import CommentThread from '#community/ui/CommentThread.svelte';
import { findActor } from '#membership/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { commentActions } from '#web/comment-actions.ts';

let place: TestSite;
let thread: number;
let moderator: Awaited<ReturnType<typeof sowMember>>;
beforeAll(async () => {
	place = await testSite();
	moderator = await sowMember(place.system(), 'moderator');
});
beforeEach(async () => void (thread = (await sowThread(place.system())).id));
afterAll(() => place.close());

interface Outcome {
	form: Record<string, unknown> | null;
	location?: string;
}

/** A phone that keeps its cookies and posts forms as the framework would hand them over. */
function phone() {
	const jar = new Map<string, string>();
	const post = async (action: (event: never) => Promise<unknown>, form: Record<string, string>): Promise<Outcome> => {
		const headers = {
			cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
			'user-agent': 'Mozilla/5.0 (iPhone) [FBAN/FBIOS]',
		};
		const request = new Request('http://localhost:3000/articles/a?/comment', {
			method: 'POST',
			headers,
			body: new URLSearchParams(form),
		});
		const { actor } = await findActor(place.as(), request.headers);
		const cookies = {
			get: (name: string) => jar.get(name),
			set: (name: string, value: string, { maxAge }: { maxAge: number }) =>
				void (maxAge ? jar.set(name, value) : jar.delete(name)),
			delete: (name: string) => void jar.delete(name),
		};
		const locals = { ctx: place.as(actor), actor, locale: 'zh-TW', front: { address: '203.0.113.9' } };
		try {
			const result = (await action({ request, url: new URL(request.url), cookies, locals } as never)) as Record<
				string,
				unknown
			>;
			return { form: (result['data'] as Record<string, unknown> | undefined) ?? result };
		} catch (error) {
			const { location } = error as { location?: string };
			if (!location) throw error;
			return { form: null, location };
		}
	};
	return { jar, post };
}

const page = async (form: unknown = null, where: object = {}) => {
	const data = await readThread(place.as(), { thread, ...where });
	const html = render(CommentThread as never, {
		props: { page: data, locale: 'zh-TW', timeZone: 'Asia/Taipei', form, networkTitle: () => '練習場' } as never,
	}).body;
	// What the front does for a visitor: the slots keep what stands in them.
	return html.replace(/<!--(?:\/?slot[^>]*|\[|\]|\[!|)-->/g, '');
};
const mailed = async (email: string) => {
	const [mail] = await place.site.sql<
		{ body_text: string }[]
	>`select body_text from platform.mail where recipient = ${email} order by id desc limit 1`;
	return /\n(\d{6})\n/.exec(mail?.body_text ?? '')?.[1] ?? '';
};
const text = '先寫在這裡\n加入以後 <b>再</b>刊出';

describe('write first, join after, on one page', () => {
	it('holds the words, asks who it is, and posts them', async () => {
		const email = 'first@example.com';
		const mine = phone();
		const empty = await page();
		expect(empty).toContain('說說你的經驗…');
		expect(empty).toContain('還沒有人留言');
		const held = await mine.post(commentActions.comment as never, { thread: String(thread), parent: '', text });
		const joining = await page(held.form);
		expect(joining).toContain('id="join"');
		expect(joining).toContain('加入以後 &lt;b>再&lt;/b>刊出');
		expect(joining).not.toContain('name="text"');
		expect((await readThread(place.as(), { thread })).comments).toEqual([]);
		const fields = { held: String(held.form?.['held']), name: '新朋友', email };
		const wrong = await mine.post(commentActions.code as never, { ...fields, email: 'no' });
		expect(await page(wrong.form)).toContain('name="held"');
		const sent = await mine.post(commentActions.code as never, fields);
		const coding = await page(sent.form);
		expect(coding).toContain('one-time-code');
		expect(coding).toContain(`name="held" value="${fields.held}"`);
		const guess = await mine.post(commentActions.join as never, { ...fields, step: 'code', code: '12' });
		expect(await page(guess.form)).toContain('one-time-code');
		const done = await mine.post(commentActions.join as never, { ...fields, step: 'code', code: await mailed(email) });
		expect(done.location).toMatch(/^\/articles\/a-\d+#comment-\d+$/);
		expect([...mine.jar.keys()]).toEqual(['session', 'known']);
		const after = await page();
		expect(after).toContain('新朋友');
		expect(after).toContain('先寫在這裡<br>加入以後 &lt;b&gt;再&lt;/b&gt;刊出');
		place.clock.advance(31_000);
		const second = await mine.post(commentActions.comment as never, {
			thread: String(thread),
			parent: '',
			text: '再說一句',
		});
		expect(second.location).toContain('#comment-');
	});

	it('gives the words back to the new member when the thread was closed meanwhile', async () => {
		const email = 'late@example.com';
		const mine = phone();
		const held = await mine.post(commentActions.comment as never, { thread: String(thread), parent: '', text });
		const fields = { held: String(held.form?.['held']), name: '晚來的', email };
		await mine.post(commentActions.code as never, fields);
		await closeThread(place.as(moderator), { thread });
		const refused = await mine.post(commentActions.join as never, {
			...fields,
			step: 'code',
			code: await mailed(email),
		});
		expect(refused.form).toMatchObject({
			message: '這個討論已經結束，不能再留言。',
			member: '晚來的',
			values: { text, thread: String(thread) },
		});
		expect(mine.jar.has('session')).toBe(true);
		await openThreadAgain(place.as(moderator), { thread });
		const again = await page(refused.form);
		expect(again).toContain('以「晚來的」的身分留言');
		expect(again).toContain('再&lt;/b>刊出</textarea>');
		const posted = await mine.post(commentActions.comment as never, { thread: String(thread), parent: '', text });
		expect(posted.location).toContain('#comment-');
	});

	it('keeps what was typed when it is refused', async () => {
		const refused = await phone().post(commentActions.comment as never, {
			thread: String(thread),
			parent: '',
			text: '好',
		});
		const shown = await page(refused.form);
		expect(shown).toContain('>好</textarea>');
		expect(shown).toContain('aria-invalid="true"');
	});
});

describe('the page of a thread', () => {
	it('answers without a script: the link names the comment, the form carries it', async () => {
		const { id } = await postComment(place.as(moderator), { thread, body: { text: '請回答我' } });
		const plain = await page();
		expect(plain).toContain(`href="?reply=${id}#write"`);
		expect(plain).toContain('name="parent" value=""');
		const answering = await page(null, { reply: id });
		expect(answering).toContain(`name="parent" value="${id}"`);
		expect(answering).toContain(`回覆 ${moderator.name} 的留言`);
		const refused = await phone().post(commentActions.comment as never, {
			thread: String(thread),
			parent: String(id),
			text: '',
		});
		expect(await page(refused.form, { reply: id })).toContain(`name="parent" value="${id}"`);
	});

	it('marks where something was said, and what is gone', async () => {
		await place.site.sql`
			insert into community.comment (thread, body, body_html, body_text, posted, origin_network, origin_author, origin_url, origin_id)
			values (${thread}, '{}', '<p>在外面說的</p>', '', now(), 'practice', '<i>阿明', 'https://practice.example/1', 'one')`;
		const html = await page();
		expect(html).toContain('來自練習場');
		expect(html).toContain('href="https://practice.example/1" rel="ugc nofollow"');
		expect(html).toContain('&lt;i>阿明');
		expect(html).not.toContain('<i>阿明');
	});

	it('shows a closed thread without a form', async () => {
		await closeThread(place.as(moderator), { thread });
		const html = await page();
		expect(html).toContain('這個討論已經結束，內容仍然可以閱讀。');
		expect(html).not.toContain('<textarea');
	});
});
