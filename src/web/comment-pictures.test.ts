import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import '#app/reviewer.ts';
import { visitor, type Actor } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import {
	communityPerson,
	deleteComment,
	editComment,
	findComment,
	hideComment,
	postComment,
	readThread,
	showComment,
} from '#community/server/index.ts';
import { sowMember, sowThread } from '#community/server/sow.ts';
import { findOnlooker } from '#content/server/index.ts';
import { forgetLeftovers, listPictures, mediaPerson, storePicture } from '#media/server/index.ts';
import { listQueue } from '#moderation/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { commentActions } from '#web/comment-actions.ts';

type Member = Extract<Actor, { kind: 'member' }>;

let place: TestSite;
let thread: number;
let mei: Member;
let lin: Member;
let moderator: Member;
beforeAll(async () => {
	place = await testSite();
	thread = (await sowThread(place.system())).id;
	[mei, lin, moderator] = await Promise.all([
		sowMember(place.system()),
		sowMember(place.system()),
		sowMember(place.system(), 'moderator'),
	]);
});
afterAll(() => place.close());

const photo = (background: string) =>
	sharp({ create: { width: 900, height: 600, channels: 3, background } })
		.jpeg()
		.withExif({ IFD0: { Copyright: 'GPS-SECRET' } })
		.toBuffer();

/** Sends the form of a comment as a browser does. */
async function send(actor: Actor, fields: Record<string, string>, files: { bytes: Uint8Array; type?: string }[] = []) {
	const body = new FormData();
	for (const [name, value] of Object.entries({ thread: String(thread), parent: '', ...fields })) body.set(name, value);
	for (const { bytes, type = 'image/jpeg' } of files)
		body.append('picture', new Blob([bytes as never], { type }), '晚餐.jpg');
	if (!files.length) body.append('picture', new Blob([]), '');
	const request = new Request('http://localhost:3000/articles/a?/comment', { method: 'POST', body });
	place.clock.advance(31_000);
	const locals = { ctx: place.as(actor), actor, locale: 'zh-TW', front: { address: '203.0.113.9' } };
	const cookies = { get: () => undefined, set: () => undefined, delete: () => undefined };
	try {
		const event = { request, url: new URL(request.url), cookies, locals } as never;
		return { form: (await commentActions.comment(event)) as { data?: Record<string, unknown> } & object };
	} catch (error) {
		const { location } = error as { location?: string };
		if (!location) throw error;
		return { location, id: Number(/comment[-/](\d+)/.exec(location)?.[1]) };
	}
}
const filesIn = (html: string) => [...html.matchAll(/\/media\/([\w.-]+)/g)].map(([, file]) => file ?? '');
const sees = (actor: Actor, file: string) => findOnlooker(place.as(actor), { file });
const stored = async (file: string) => (await place.site.files.read(file)) !== null;

describe('pictures in what members say', () => {
	it('are looked at, described and shown; seen as long as they are said, and gone with the words', async () => {
		const sent = await send(mei, { text: '開缸了', alt: '一口缸\n第二張' }, [
			{ bytes: await photo('#225577') },
			{ bytes: await photo('#775522') },
		]);
		const id = sent.id as number;
		const comment = await findComment(place.as(mei), { id });
		expect(comment.html).toMatch(/<p>開缸了<\/p><figure class="picture">.*alt="一口缸".*alt="第二張"/s);
		const files = filesIn(comment.html);
		const file = files[0] as string;
		const bytes = await new Response((await place.site.files.read(file))?.stream).bytes();
		expect(Buffer.from(bytes).includes('GPS-SECRET')).toBe(false);
		expect((await listPictures(place.system(), {})).items).toEqual([]);
		expect(await sees(visitor, file)).toBe('said');

		await hideComment(place.as(moderator), { id });
		expect([await sees(visitor, file), await sees(lin, file)]).toEqual(['nobody', 'nobody']);
		expect([await sees(mei, file), await sees(moderator, file)]).toEqual(['asker', 'asker']);
		await showComment(place.as(moderator), { id });

		// Smaller files come later, and the words stay what they were.
		await place.runJobs();
		const [later] = (await readThread(place.as(), { thread })).comments;
		expect(later?.html).toContain('image/avif');
		expect(later?.edited).toBeNull();

		// Changed as Markdown, a picture stays that picture; one that is taken out goes.
		const markdown = (await findComment(place.as(mei), { id })).markdown.replace(/\n*!\[第二張\].*$/s, '');
		await editComment(place.as(mei), { id, body: { markdown: `${markdown}\n\n還是這一口` } });
		const changed = (await findComment(place.as(mei), { id })).html;
		expect(changed).toContain('image/avif');
		const [, second] = [...new Set(files.filter((one) => !changed.includes(one)))];
		expect(await stored(second as string)).toBe(false);
		expect(await stored(file)).toBe(true);
		await deleteComment(place.as(mei), { id });
		expect(await stored(file)).toBe(false);
		expect([...(await place.site.sql`select from media.picture`)]).toHaveLength(0);
	});

	it('are one’s own: neither the library’s nor somebody else’s are told by their number', async () => {
		const draft = await storePicture(place.as(moderator), { bytes: await photo('#101010') });
		const others = await storePicture(place.as(lin), { bytes: await photo('#202020'), talked: true });
		for (const { id, src } of [draft, others]) {
			const body = { type: 'doc', content: [{ type: 'picture', attrs: { id, src: '', alt: '' } }] } as const;
			const not = { code: 'comment.picture-not-yours', status: 403 };
			await expect(postComment(place.as(mei), { thread, body: body as never })).rejects.toMatchObject(not);
			const markdown = `看 ![x](${src})`;
			await expect(postComment(place.as(mei), { thread, body: { markdown } })).rejects.toMatchObject(not);
			const { form } = await send(mei, { text: '看這張', pictures: String(id) });
			expect(form).toMatchObject({ status: 403 });
		}
		await expect(storePicture(place.as(mei), { bytes: await photo('#303030') })).rejects.toMatchObject({ status: 403 });
		// The same photograph, sent by both, is both's; and staff who sends it takes it into the library.
		expect((await send(mei, { text: '我也有' }, [{ bytes: await photo('#202020') }])).id).toBeGreaterThan(0);
		const taken = await storePicture(place.as(moderator), { bytes: await photo('#202020') });
		expect(taken.id).toBe(others.id);
		expect((await listPictures(place.system(), {})).items.map(({ id }) => id)).toEqual([others.id, draft.id]);
	});

	it('are kept while the words are refused, and thrown away a day after nobody said them', async () => {
		const { form } = await send(mei, { text: '好', quote: '沒有人說過', parent: '1' }, [
			{ bytes: await photo('#ff0000') },
		]);
		const values = form?.data?.['values'] as Record<string, string>;
		expect(values['pictures']).toMatch(/^\d+$/);
		const again = await send(mei, { text: '好了', pictures: values['pictures'] ?? '', alt: '紅' });
		expect((await findComment(place.as(mei), { id: again.id as number })).html).toContain('alt="紅"');

		const none = await send(mei, { text: '這不是圖' }, [{ bytes: Buffer.from('<svg onload="alert(1)"/>') }]);
		expect(none.form).toMatchObject({ status: 422 });
		const lost = await storePicture(place.as(lin), { bytes: await photo('#00ff00'), talked: true });
		const row = async () => (await place.site.sql`select from media.picture where id = ${lost.id}`).length;
		await forgetLeftovers.run(place.system(), {} as never);
		expect(await row()).toBe(1);
		place.clock.advance(2 * 86_400_000);
		await forgetLeftovers.run(place.system(), {} as never);
		expect(await row()).toBe(0);
	});

	it('of a newcomer wait for a person the first time, and nobody else sees them meanwhile', async () => {
		const fresh = await sowMember(place.system(), 'member', 0);
		const two = [{ bytes: await photo('#000001') }, { bytes: await photo('#000002') }];
		expect((await send(fresh, { text: '兩張太多' }, two)).form).toMatchObject({ status: 422 });
		const { id } = await send(fresh, { text: '我的第一張' }, [{ bytes: await photo('#000003') }]);
		await place.runJobs();
		const { items } = await listQueue(place.as(moderator), {});
		const held = items.find(({ comment }) => comment === id);
		expect(held).toMatchObject({ heldFor: ['pictures'], state: 'held' });
		const [file = ''] = filesIn(held?.html ?? '');
		expect([await sees(visitor, file), await sees(moderator, file), await sees(fresh, file)]).toEqual([
			'nobody',
			'asker',
			'asker',
		]);
		await showComment(place.as(moderator), { id: id as number });
		expect(await sees(visitor, file)).toBe('said');
		const next = await send(fresh, { text: '第二張' }, [{ bytes: await photo('#000004') }]);
		expect((await findComment(place.as(), { id: next.id as number })).held).toBeNull();
	});

	it('are in the archive of whoever sent them, and leave with them; the words stay', async () => {
		const sent = await send(lin, { text: '我走了，話留下', alt: '背影' }, [{ bytes: await photo('#abcdef') }]);
		const { html } = await findComment(place.as(), { id: sent.id as number });
		const rows: unknown[] = [];
		for await (const row of mediaPerson.collect(place.system(), { id: lin.member, email: null })) rows.push(row);
		expect(rows).toContainEqual({
			section: 'pictures',
			row: expect.objectContaining({ alt: '背影' }) as unknown,
		});
		const leave = command(z.object({}), async (ctx) => {
			await mediaPerson.forget?.(ctx, { id: lin.member } as never);
			await communityPerson.forget?.(ctx, { id: lin.member } as never);
		});
		await leave(place.system(), {});
		const left = await findComment(place.as(), { id: sent.id as number });
		expect(left.html).toBe('<p>我走了，話留下</p>');
		for (const file of filesIn(html)) expect(await stored(file)).toBe(false);
	});
});
