import { system } from '#platform/actor.ts';
import { facebookNetwork } from '#network/facebook/facebook-network.ts';
import { offerNetworks } from '#network/known-networks.ts';
import { readSettings } from '#platform/settings.ts';
import { keepAccount } from '#publishing/server/commands/keep-account.ts';
import { keepApp } from '#publishing/server/commands/keep-app.ts';
import { fakeMeta, type FakeMeta } from '#testing/meta/fake-meta.ts';
import { putThing, type MetaThing } from '#testing/meta/meta-world.ts';
import type { Bench } from '../bench.ts';
import { milliseconds, plain, type Figure } from '../figure.ts';
import { openPlace, runningServer, type Place } from '../place.ts';
import { startOn, type Product } from '../product.ts';
import { articlePath } from '../seed/articles.ts';
import { tidy } from '../tidy.ts';

/** Articles with a post of theirs on a network, comments under each, and what arrives within a second. */
const [articles, each, perSecond] = [20, 10, 10];
/** Comments that an article has before, at most. */
const mostBefore = 8;
/** Milliseconds that the network thinks before each answer, as a far one does. */
const thinks = 300;
/** Milliseconds between two looks at a page, and the longest that one comment is waited for. */
const [look, patience] = [20, 20_000];

/** From a network's call that somebody commented there until the comment stands under the article here. */
export async function measureHear(bench: Bench): Promise<Figure[]> {
	await bench.stop();
	const meta = await fakeMeta(() => new Date());
	meta.world.pause = thinks;
	const product = await startOn(bench.place.data, { environment: meta.settings() });
	try {
		return await measure(bench.place, product, meta);
	} finally {
		await product.stop();
		await meta.close();
	}
}

async function measure(place: Place, { port }: Product, meta: FakeMeta): Promise<Figure[]> {
	const page = meta.add('page', '阿雄');
	const posts = Array.from({ length: articles }, (_, index) =>
		putThing(meta.world, {
			id: `${page.id}_${index + 1}`,
			kind: 'post',
			owner: page.id,
			from: null,
			text: `第 ${index} 則`,
			link: null,
			parent: null,
			root: null,
			pictures: [],
		}),
	);
	const installation = await openPlace(place.data, port);
	const site = await installation.site('home');
	offerNetworks([facebookNetwork()]);
	const { offered } = readSettings(meta.settings());
	const context = () => {
		const ctx = site.context({ actor: system, locale: 'zh-TW' });
		return { ...ctx, settings: { ...ctx.settings, offered } };
	};
	await keepApp(context(), { network: 'facebook', given: { ...meta.world.app } });
	const connected = { id: page.id, name: page.name, url: null, connection: { token: page.token } };
	const { account } = await keepAccount(context(), { network: 'facebook', account: connected });
	// Where few have spoken so far: what is said last stands on the first page of the conversation.
	const quiet = await site.sql<{ id: number }[]>`
		select article.id from content.article join community.thread on thread.id = article.thread
		where thread.comment_count < ${mostBefore} order by article.id limit ${articles}`;
	if (quiet.length < articles) throw new Error('Too few articles with few comments');
	const chosen = quiet.map(({ id }) => id);
	await site.sql`
		insert into publishing.post (account, article, text, key, queued, published, external_id)
		select ${account}, article, 'hear', 'hear' || article, now(), now(), external
		from unnest(${chosen}::bigint[], ${posts.map(({ id }) => id)}::text[]) as made (article, external)`;
	const waited: number[] = [];
	let twice: number;
	let forged: number;
	try {
		const all: Promise<void>[] = [];
		for (let count = 0; count < articles * each; count++) {
			const index = count % articles;
			const text = `遠方的話 ${count} ${Math.random()}`;
			const said = meta.comment(posts[index]!.id, { name: '美玲', text });
			const begun = performance.now();
			if (!(await call(port, meta, page.id, said))) throw new Error('A call was not taken');
			all.push(
				until(port, chosen[index]!, text).then((there) => void (there && waited.push(performance.now() - begun))),
			);
			await new Promise((resolve) => setTimeout(resolve, 1_000 / perSecond));
		}
		await Promise.all(all);
		// The same calls once more, in another order, and one that nobody signed.
		const things = [...meta.world.things.values()].filter(({ kind }) => kind === 'comment');
		for (const one of things.toReversed().slice(0, 50)) await call(port, meta, page.id, one);
		forged = (await call(port, meta, page.id, things[0]!, 'sha256=00')) ? 1 : 0;
		await new Promise((resolve) => setTimeout(resolve, 3_000));
		const [row] = await site.sql<{ n: number }[]>`
			select count(*)::int as n from publishing.comment where post in (select id from publishing.post where account = ${account})`;
		twice = Math.max(0, (row?.n ?? 0) - things.length);
	} finally {
		await site.sql`delete from publishing.comment where post in (select id from publishing.post where account = ${account})`;
		await site.sql`delete from publishing.post where account = ${account}`;
		await site.sql`delete from publishing.account where id = ${account}`;
		await site.sql`delete from publishing.app where network = 'facebook'`;
		await installation.close();
		// What came home stands in the conversations, too: else it would be known to the next run.
		await tidy(await runningServer(place.data), place);
	}
	const missing = articles * each - waited.length;
	waited.sort((one, other) => one - other);
	const at = (share: number): number => waited[Math.min(waited.length - 1, Math.floor(waited.length * share))] ?? 0;
	const numbers = { p50: at(0.5), p95: at(0.95), max: at(1), twice, forged, missing };
	return [
		plain(
			`a network’s call until the comment stands under the article (${waited.length} comments, ${perSecond} a second)`,
			`${milliseconds(at(0.5))} in the middle, ${milliseconds(at(0.95))} p95, ${milliseconds(at(1))} at most; ${missing} missing, ${twice} twice, ${forged} forged taken`,
			'2,000 ms p95, 0 missing, 0 twice, 0 forged',
			at(0.95) <= 2_000 && missing === 0 && twice === 0 && forged === 0,
			numbers,
		),
	];
}

/** The network calls; true when it was taken. */
async function call(port: number, meta: FakeMeta, page: string, said: MetaThing, signature?: string): Promise<boolean> {
	const { raw, headers } = meta.call(page, said);
	if (signature) headers.set('x-hub-signature-256', signature);
	const answer = await fetch(`http://localhost:${port}/webhooks/facebook`, {
		method: 'POST',
		headers,
		body: new Uint8Array(raw),
	});
	return answer.ok;
}

/** Reads the article's page until it says this; false when that never came. */
async function until(port: number, article: number, text: string): Promise<boolean> {
	const end = Date.now() + patience;
	while (Date.now() < end) {
		const page = await (await fetch(`http://localhost:${port}${articlePath(article)}`)).text();
		if (page.includes(text)) return true;
		await new Promise((resolve) => setTimeout(resolve, look));
	}
	return false;
}
