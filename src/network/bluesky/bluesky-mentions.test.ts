import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ctx } from '#platform/context/context.ts';
import { silent } from '#platform/log.ts';
import { readSettings } from '#platform/settings.ts';
import { blueskyNetwork } from '#network/bluesky/bluesky-network.ts';
import type { OwnAccount } from '#network/network.ts';
import { fakeServer, strange, type FakeServer } from '#testing/fake-server.ts';

/** What the lexicon of `app.bsky.feed.searchPosts` says: its parameters, the shape of its posts. */
let server: FakeServer;
let posts: object[] = [];
beforeAll(async () => {
	server = await fakeServer(
		({ path, query, headers }) => {
			if (path === '/xrpc/app.bsky.feed.getPosts')
				return [200, { posts: posts.filter((one) => (one as { uri: string }).uri === query['uris']) }];
			if (path !== '/xrpc/app.bsky.feed.searchPosts') return [501, { error: 'MethodNotImplemented', message: path }];
			if (headers.authorization !== 'Bearer access') return [401, { error: 'AuthenticationRequired', message: '' }];
			const known = [
				'q',
				'sort',
				'since',
				'until',
				'mentions',
				'author',
				'lang',
				'domain',
				'url',
				'tag',
				'limit',
				'cursor',
			];
			const wrong = strange(query, ...known).length || !query['q'] || !(Number(query['limit']) <= 100);
			// By the list of places, or by the words.
			const asked = query['domain'] ?? query['q'];
			if (wrong || asked !== 'soy.example') return [400, { error: 'InvalidRequest', message: 'params' }];
			return [200, { posts: query['domain'] ? posts : posts.slice(2), cursor: 'more' }];
		},
		() => [500, { error: 'InternalServerError', message: '' }],
	);
});
afterAll(() => server.close());

const ctx = () =>
	({
		now: new Date('2026-11-24T02:00:00Z'),
		log: silent,
		locale: 'zh-TW',
		settings: readSettings({ BLUESKY_URL: server.url }),
	}) as Ctx;
const account: OwnAccount = { id: 'did:plc:own', connection: { access: 'access' }, app: null, note: () => undefined };
const said = (did: string, record: object, more: object = {}) => ({
	uri: `at://${did}/app.bsky.feed.post/3k`,
	cid: 'c',
	author: { did, handle: 'mei.example', displayName: '美玲', ...more },
	record: { text: '', ...record },
	indexedAt: '2026-11-23T02:00:00.000Z',
});

it('finds what others said with a link to our house: in a card, beside signs, written out', async () => {
	posts = [
		said('did:plc:1', {
			text: '看這篇',
			embed: { $type: 'app.bsky.embed.external', external: { uri: 'https://soy.example/articles/vat', title: '' } },
		}),
		said('did:plc:2', {
			text: 'soy.example/art…',
			facets: [
				{
					index: {},
					features: [
						{ $type: 'link', uri: 'https://soy.example/a?x=1' },
						{ $type: 'tag', tag: 'x' },
					],
				},
			],
		}),
		said('did:plc:3', { text: 'https://soy.example/b', facets: 'x', embed: { images: [] } }),
		said('did:plc:own', { text: 'https://soy.example/own' }),
		said('did:plc:shy', { text: 'https://soy.example/c' }, { labels: [{ val: '!no-unauthenticated' }] }),
	];
	const found = await blueskyNetwork().findMentions!(ctx(), account, 'soy.example', new Date('2026-11-17T02:00:00Z'));
	expect(found.map(({ links }) => links)).toEqual([
		['https://soy.example/articles/vat'],
		['https://soy.example/a?x=1'],
		['https://soy.example/b'],
	]);
	expect(found[0]).toMatchObject({
		id: 'at://did:plc:1/app.bsky.feed.post/3k',
		url: 'https://bsky.app/profile/mei.example/post/3k',
		author: { name: '美玲', url: 'https://bsky.app/profile/mei.example' },
	});
});

it('knows whether what others said still stands, in their own place', async () => {
	posts = [said('did:plc:1', { text: '看這篇' })];
	const read = (uri: string) => blueskyNetwork().read!(ctx(), account, uri);
	expect(await read('at://did:plc:1/app.bsky.feed.post/3k')).toMatchObject({ text: '看這篇' });
	expect(await read('at://did:plc:2/app.bsky.feed.post/3k')).toBeNull();
});

it('leads to whoever has no handle that holds by their number, and calls them by no word that is nobody’s', async () => {
	const broken = { handle: 'handle.invalid' };
	posts = [
		said('did:plc:1', { text: 'https://soy.example/a' }, { ...broken, displayName: undefined }),
		said('did:plc:2', { text: 'https://soy.example/b' }, broken),
	];
	const found = await blueskyNetwork().findMentions!(ctx(), account, 'soy.example', new Date('2026-11-17T02:00:00Z'));
	expect(found).toMatchObject([
		{ url: 'https://bsky.app/profile/did%3Aplc%3A1/post/3k', author: { name: '' } },
		{ url: 'https://bsky.app/profile/did%3Aplc%3A2/post/3k', author: { name: '美玲' } },
	]);
});

it('asks for a house without its port, and says when nobody may ask', async () => {
	posts = [];
	const find = (as: OwnAccount) => blueskyNetwork().findMentions!(ctx(), as, 'soy.example:3000', new Date(0));
	expect(await find(account)).toEqual([]);
	await expect(find({ ...account, connection: {} })).rejects.toMatchObject({ trouble: 'auth-revoked' });
});
