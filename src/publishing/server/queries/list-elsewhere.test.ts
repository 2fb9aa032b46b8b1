import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { offerNetworks } from '#network/known-networks.ts';
import { mastodonNetwork } from '#network/mastodon/mastodon-network.ts';
import { threadsNetwork } from '#network/threads/threads-network.ts';
import { untold } from '#network/reach.ts';
import { keepAccount } from '#publishing/server/commands/keep-account.ts';
import { keepCollected } from '#publishing/server/commands/keep-collected.ts';
import { listElsewhere } from '#publishing/server/index.ts';
import { sowArticle, sowMember, sowPost } from '#publishing/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let article: number;
let author: number;
const accounts: Record<string, number> = {};
beforeAll(async () => {
	place = await testSite();
	offerNetworks([threadsNetwork(), mastodonNetwork()]);
	const owner = await sowMember(place.site.sql, '阿雄', 'owner');
	author = owner.member;
	article = await sowArticle(place.site.sql, author, { slug: 'vat', title: '一口缸', published: place.clock.now() });
	for (const network of ['threads', 'mastodon'])
		accounts[network] = (
			await keepAccount(place.system(), { network, account: { id: network, name: network, url: null, connection: {} } })
		).account;
});
afterAll(() => place.close());
beforeEach(async () => {
	await place.site.sql`truncate publishing.post cascade`;
	await place.site.sql`truncate platform.event`;
});

/** A post about the article that stands there. */
async function stands(network: string, url: string | null, more: { withdrawn?: Date } = {}): Promise<number> {
	place.clock.advance(60_000);
	const now = place.clock.now();
	const text = `開缸 ${url}`;
	const post = await sowPost(place.site.sql, { account: accounts[network]!, text, author, queued: now });
	await place.site.sql`update publishing.post set article = ${article}, published = ${now}, external_url = ${url},
		withdrawn = ${more.withdrawn ?? null} where id = ${post}`;
	return post;
}
const collect = (post: number, likes: number | null) =>
	keepCollected(place.system(), { post, reach: { ...untold, likes }, comments: [], missing: null });
const shown = () => listElsewhere(place.as(), { article });
const facts = () => place.site.sql`select things from platform.event where name = 'post.liked' order by id`;

it('names each network once, by its newest post that still stands there, with all who liked it', async () => {
	const [first, second] = [
		await stands('threads', 'https://threads.example/1'),
		await stands('mastodon', 'https://m.example/1'),
	];
	const third = await stands('threads', 'https://threads.example/2');
	await stands('threads', 'https://threads.example/3', { withdrawn: place.clock.now() });
	await stands('mastodon', null);
	for (const [post, likes] of [
		[first, 3],
		[second, null],
		[third, 4],
	] as const)
		await collect(post, likes);
	expect(await shown()).toEqual([
		{ network: 'Threads', url: 'https://threads.example/2', likes: 7 },
		{ network: 'Mastodon', url: 'https://m.example/1', likes: null },
	]);
	expect(await listElsewhere(place.as(), { article: article + 1 })).toEqual([]);
});

it('tells the page of the article when likes have changed, and only then', async () => {
	const post = await stands('threads', 'https://threads.example/1');
	for (const likes of [null, 3, 3, 5, 5, 4]) await collect(post, likes);
	expect((await facts()).map(({ things }) => things as string[])).toEqual(
		Array.from({ length: 3 }, () => [`post:${post}`, `elsewhere:${article}`]),
	);
});
