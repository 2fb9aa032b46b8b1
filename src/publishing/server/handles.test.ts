import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { handNetwork } from '#network/hand/hand-network.ts';
import { offerNetworks } from '#network/known-networks.ts';
import { practiceNetwork } from '#network/practice/practice-network.ts';
import { servePractice, type PracticeServer } from '#network/practice/server/index.ts';
import { xNetwork } from '#network/x/x-network.ts';
import {
	connectByToken,
	connectPractice,
	dropHandle,
	keepDraft,
	keepHandle,
	listHandles,
	readComposer,
	shareArticle,
} from '#publishing/server/index.ts';
import { publishingPerson } from '#publishing/server/person-source.ts';
import { sowArticle, sowMember } from '#publishing/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let server: PracticeServer;
let editor: Actor & { kind: 'member' };
let author: Actor & { kind: 'member' };
let plaza: number;
let hand: number;

beforeAll(async () => {
	server = await servePractice(() => place.as());
	place = await testSite({ PRACTICE_URL: server.url });
	offerNetworks([practiceNetwork({ timeout: 900 }), handNetwork(), xNetwork()]);
	editor = await sowMember(place.site.sql, '林佳穎', 'editor');
	author = await sowMember(place.site.sql, '陳小安', 'author');
	({ account: plaza } = await connectPractice(place.as(editor)));
	await connectByToken(place.as(editor), { network: 'hand', given: { name: '商圈群組' } });
	const [row] = await place.site.sql<{ id: number }[]>`select id from publishing.account where network = 'hand'`;
	hand = row!.id;
});
afterAll(async () => {
	await server.close();
	await place.close();
});

const keep = (name: string, network: string, handle: string, actor: Actor = editor) =>
	keepHandle(place.as(actor), { name, network, handle });
const people = async () => (await listHandles(place.as(author), {})).people;

it('keeps who is called what on which network, one spelling of a name, however often', async () => {
	await keep('Ming', 'practice', '@mingtofu');
	await keep('MING', 'practice', 'ming2');
	await keep('ming', 'x', 'mingtofu');
	expect(await people()).toEqual([
		{
			name: 'Ming',
			handles: [
				{ network: 'practice', handle: 'ming2', title: expect.any(String) },
				{ network: 'x', handle: 'mingtofu', title: expect.any(String) },
			],
		},
	]);
	const { networks } = await listHandles(place.as(author), {});
	expect(networks.map(({ name }) => name)).toEqual(['practice', 'x']);
});

it.each([
	['', 'x', 'a', { details: { fields: [{ path: 'name', key: 'missing' }] } }],
	['a[b', 'x', 'a', { details: { fields: [{ path: 'name', key: 'not-right' }] } }],
	['阿明', 'x', '', { details: { fields: [{ path: 'handle', key: 'missing' }] } }],
	['阿明', 'x', '不是帳號', { details: { fields: [{ path: 'handle', key: 'not-right' }] } }],
	['阿明', 'x', `a${'b'.repeat(15)}`, { details: { fields: [{ path: 'handle', key: 'not-right' }] } }],
	['阿明', 'hand', 'a', { code: 'network.not-found' }],
	['阿明', 'nowhere', 'a', { code: 'network.not-found' }],
])('refuses %j on %s as %j', (name, network, handle, refusal) =>
	expect(keep(name, network, handle)).rejects.toMatchObject(refusal),
);

it('is for editors to keep', async () => {
	await expect(keep('阿明', 'x', 'a', author)).rejects.toMatchObject({ status: 403 });
	await expect(dropHandle(place.as(author), { name: 'Ming', network: 'x' })).rejects.toMatchObject({ status: 403 });
	await expect(dropHandle(place.as(editor), { name: '沒有', network: 'x' })).rejects.toMatchObject({
		code: 'handle.not-found',
	});
	await expect(listHandles(place.as(), {})).rejects.toMatchObject({ status: expect.any(Number) });
});

it('writes drafts by it, each network in its way, also what a person wrote for one of them', async () => {
	await keep('阿明豆腐', 'practice', 'mingtofu');
	const variants = [
		{ account: plaza, text: null, comment: '謝謝@[阿明豆腐]' },
		{ account: hand, text: '特別謝謝@[阿明豆腐]' },
	];
	const { draft } = await keepDraft(place.as(editor), {
		key: 'formkey000000000001',
		text: '今天用@[阿明豆腐]的豆腐',
		variants,
		when: 'none',
	});
	const rows = await place.site
		.sql`select account, text, comment, edited from publishing.variant where draft = ${draft} order by account`;
	expect([...rows]).toEqual([
		{ account: plaza, text: '今天用 @mingtofu 的豆腐', comment: '謝謝 @mingtofu', edited: null },
		{ account: hand, text: '特別謝謝阿明豆腐', comment: '', edited: expect.any(Date) },
	]);
	// What was written once stays as it was written, for other networks and other days.
	const composer = await readComposer(place.as(editor), { draft });
	expect(composer.draft?.text).toBe('今天用@[阿明豆腐]的豆腐');
	const [account] = composer.accounts;
	expect(account).toMatchObject({ handles: { 阿明豆腐: 'mingtofu', Ming: 'ming2' } });
});

it('writes a post about an article by it', async () => {
	const article = await sowArticle(place.site.sql, editor.member, {
		slug: 'tofu',
		title: '豆腐',
		published: place.clock.now(),
	});
	const { post } = await shareArticle(place.as(editor), { article, account: plaza, text: '@阿明豆腐來了' });
	const [row] = await place.site.sql`select text from publishing.post where id = ${post}`;
	expect(row!['text']).toBe('@mingtofu 來了');
});

it('forgets a handle, and who kept it', async () => {
	await dropHandle(place.as(editor), { name: 'Ming', network: 'practice' });
	expect((await people()).find(({ name }) => name === 'Ming')?.handles).toHaveLength(1);
	await publishingPerson.forget(place.system(), { id: editor.member } as never);
	const rows = await place.site.sql`select kept_by from publishing.handle where kept_by is not null`;
	expect(rows).toHaveLength(0);
});
