import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import {
	approveProposal,
	countDrafts,
	keepDraft,
	listNotes,
	proposeChange,
	publishArticle,
	readArticle,
	readDraft,
	readKept,
	readProposal,
	returnProposal,
	setDesk,
	withdrawProposal,
	writeArticle,
} from '#content/server/index.ts';
import { sowWriter } from '#content/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;
let place: TestSite;
let author: Member;
let second: Member;
let editor: Actor;
beforeAll(async () => {
	place = await testSite();
	author = await sowWriter(place.system());
	second = await sowWriter(place.system());
	editor = await sowWriter(place.system(), 'editor');
	await setDesk(place.as(editor), { reviewRequired: true });
});
afterAll(() => place.close());

const body = (markdown: string) => fromMarkdown(markdown, 'article');
const asRead = (slug: string) => readArticle(place.as(), { slug });
let id: number;
let slug: string;
beforeEach(async () => {
	const draft = { title: '原來的', body: body('原來的字'), tags: ['豆'] };
	({ id } = await writeArticle(place.as(editor), { ...draft, authors: [author.member, second.member] }));
	({ slug } = await publishArticle(place.as(editor), { id }));
});
const propose = (who: Actor = author, words = '改過的字') =>
	proposeChange(place.as(who), {
		id,
		version: 1,
		title: '改過的',
		body: body(words),
		tags: ['豆', '缸'],
		access: 'public',
	});
/** Approves what is there now, as somebody who has just read it. */
async function approve(who: Actor = editor) {
	const { article, proposal } = await readProposal(place.as(editor), { article: id });
	return approveProposal(place.as(who), { id, version: article.version, proposed: proposal.proposed });
}

it('is seen by nobody before an editor approves it, and by everybody after', async () => {
	const kept = { place: `article:${id}`, version: 1, fields: { title: '改過的' }, body: body('改過的字') };
	await keepDraft(place.as(author), kept);
	await propose();
	expect(await asRead(slug)).toMatchObject({ title: '原來的', html: '<p>原來的字</p>' });
	expect(await countDrafts(place.as(editor), {})).toMatchObject({ submitted: 1 });
	const { difference, may } = await readProposal(place.as(author), { article: id });
	expect(difference.fields.map(({ field }) => field)).toEqual(['title', 'excerpt', 'tags']);
	expect(may).toEqual({ review: false, withdraw: true });
	await expect(approve(author)).rejects.toMatchObject({ status: 403 });
	expect(await approve()).toMatchObject({ version: 2 });
	expect(await asRead(slug)).toMatchObject({ title: '改過的', html: '<p>改過的字</p>', tags: ['豆', '缸'] });
	expect(await countDrafts(place.as(editor), {})).toMatchObject({ submitted: 0 });
	expect(await readKept(place.as(author), { place: `article:${id}` })).toBeNull();
	expect((await readDraft(place.as(editor), { id })).authors).toEqual([author.member, second.member]);
	await expect(readProposal(place.as(editor), { article: id })).rejects.toMatchObject({ code: 'proposal.not-found' });
});

it('is approved only as it was read: not when it or the article became another meanwhile', async () => {
	await propose();
	const { proposal } = await readProposal(place.as(editor), { article: id });
	await writeArticle(place.as(editor), { id, title: '編輯改的', body: body('編輯改的字') });
	const read = { id, version: 1, proposed: proposal.proposed };
	await expect(approveProposal(place.as(editor), read)).rejects.toMatchObject({ code: 'article.changed-meanwhile' });
	await expect(propose()).rejects.toMatchObject({ code: 'article.changed-meanwhile' });
	place.clock.advance(1000);
	await proposeChange(place.as(author), { id, version: 2, title: '再改', body: body('再改的字') });
	await expect(approveProposal(place.as(editor), { ...read, version: 2 })).rejects.toMatchObject({ status: 409 });
	expect(await asRead(slug)).toMatchObject({ title: '編輯改的' });
	await approve();
	expect(await asRead(slug)).toMatchObject({ title: '再改' });
});

it('is given back with a reason, proposed again, given up; a co-author does not write over it', async () => {
	await propose();
	await expect(propose(second)).rejects.toMatchObject({ code: 'proposal.there' });
	await expect(withdrawProposal(place.as(second), { id })).rejects.toMatchObject({ status: 403 });
	await expect(returnProposal(place.as(editor), { id })).rejects.toMatchObject({ status: 422 });
	await returnProposal(place.as(editor), { id, text: '請附上來源' });
	expect((await readProposal(place.as(author), { article: id })).proposal.returned).not.toBeNull();
	expect((await listNotes(place.as(author), { article: id })).map(({ kind }) => kind)).toContain('returned');
	await propose(author, '附上來源');
	expect((await readProposal(place.as(author), { article: id })).proposal.returned).toBeNull();
	await withdrawProposal(place.as(author), { id });
	await withdrawProposal(place.as(author), { id });
	expect(await countDrafts(place.as(editor), {})).toMatchObject({ submitted: 0 });
	expect(await asRead(slug)).toMatchObject({ title: '原來的' });
});

it('is nothing for a stranger, nor for what nobody reads yet, nor with a broken text', async () => {
	await expect(propose(await sowWriter(place.system()))).rejects.toMatchObject({ status: 403 });
	const draft = await writeArticle(place.as(author), { title: '草稿', body: body('草稿') });
	const change = { id: draft.id, title: '草稿', body: body('草稿二') };
	await expect(proposeChange(place.as(author), change)).rejects.toMatchObject({ code: 'proposal.unpublished' });
	const broken = { id, title: '壞的', body: { type: 'doc', content: 'x' } };
	await expect(proposeChange(place.as(author), broken)).rejects.toMatchObject({ status: 422 });
});
