import http from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dnsServer, type DnsServer } from '../../src/testing/dns-server.ts';
import { setUp } from '../set-up.ts';
import { freePort, startProduct, type Product } from '../start-product.ts';
import { visitor, type Visitor } from '../visitor.ts';

/** Two installations in one house, each with its own address, that tell each other who links to whom. */
interface House {
	product: Product;
	owner: Visitor;
	url: string;
}
let houses: House[] = [];
let dns: DnsServer;

async function build(host: string): Promise<House> {
	const port = await freePort();
	const url = `http://${host}:${port}`;
	const product = await startProduct({
		port,
		until: /setup\?token=/,
		environment: { PUBLIC_URL: url, REACHABLE: '127.0.0.1', DNS_SERVERS: dns.address },
	});
	return { product, owner: await setUp({ ...product, url }), url };
}

beforeAll(async () => {
	dns = await dnsServer();
	houses = await Promise.all([build('127.0.0.1'), build('127.0.0.1')]);
});
afterAll(async () => {
	await Promise.all(houses.map(({ product }) => product.end()));
	dns.close();
});

const publish = async ({ owner }: House, title: string, text: string) =>
	owner.post('/console/content/new?/publish', { title, slug: title.toLowerCase(), body_markdown: text });

/** Jobs run when they run: looks until it is so, for a while. */
async function until(look: () => Promise<boolean>): Promise<void> {
	for (let tries = 0; !(await look()); tries++) {
		if (tries > 300) throw new Error('it did not happen');
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

it('a link is told to the neighbour, looked at, and shown once somebody agreed', async () => {
	const [one, other] = houses as [House, House];
	for (const { owner } of houses) await owner.post('/console/seo', { feedContent: 'full', hub: '', webmention: 'yes' });
	await publish(other, 'Vats', '我們的缸。');
	const target = `${other.url}/articles/vats`;
	const reader = visitor(other.url);
	const before = await (await reader.get('/articles/vats')).text();
	expect(before).toContain('rel="webmention"');
	await publish(one, 'Neighbours', `隔壁的[缸](${target})值得一看。`);
	const source = `${one.url}/articles/neighbours`;
	const waiting = async () => (await other.owner.get('/console/seo/mentions')).text();
	await until(async () => (await waiting()).includes(source));
	// Until a person agreed, no reader sees it.
	expect(await (await reader.get('/articles/vats')).text()).not.toContain(source);
	const id = /name="id" value="(\d+)"/.exec(await waiting())?.[1] ?? '';
	await other.owner.post('/console/seo/mentions', { id, shown: 'yes' });
	expect(await (await reader.get('/articles/vats')).text()).toContain(source);
});

it('a claim that nothing stands behind is believed by nobody', async () => {
	const [one, other] = houses as [House, House];
	const target = `${other.url}/articles/vats`;
	const claim = (source: string, at = target) =>
		fetch(`${other.url}/webmention`, { method: 'POST', body: new URLSearchParams({ source, target: at }) });
	expect((await claim(`${one.url}/about-nothing`)).status).toBe(202);
	expect((await claim(`${one.url}/articles`, `${other.url}/articles/none`)).status).toBe(400);
	expect((await claim('ftp://127.0.0.1/x')).status).toBe(400);
	expect((await claim(target)).status).toBe(400);
	expect((await claim(`${one.url}/community`)).status).toBe(202);
	await new Promise((resolve) => setTimeout(resolve, 1500));
	expect(await (await other.owner.get('/console/seo/mentions')).text()).not.toContain(`${one.url}/community`);
});

it('a reader of the old address is led to the main domain, page by page', async () => {
	const house = await build('localhost');
	houses.push(house);
	const { owner, product } = house;
	/** What is answered under a name, as a browser would ask that the DNS had sent here. */
	const ask = (host: string, path: string): Promise<{ status: number; location: string; text: string }> =>
		new Promise((resolve, reject) => {
			const headers = { host: `${host}:${product.port}`, accept: 'text/html' };
			http
				.get({ host: '127.0.0.1', port: product.port, path, headers }, (response) => {
					let text = '';
					response.setEncoding('utf8').on('data', (part: string) => (text += part));
					response.on('end', () =>
						resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '', text }),
					);
				})
				.on('error', reject);
		});
	await publish(house, 'Vats', '我們的缸。');
	const add = async (name: string): Promise<void> => {
		dns.zone.set(name, { a: '127.0.0.1' });
		for (const deed of ['claim', 'look']) await owner.post(`/console/site/domain?/${deed}`, { host: name });
	};
	const answers = (name: string, status: number) => async () => (await ask(name, '/articles/vats')).status === status;
	await add('first.soy.tw');
	await until(answers('first.soy.tw', 200));
	await owner.post('/console/site/domain?/main', { host: 'first.soy.tw' });
	await add('www.soy.tw');
	await until(answers('www.soy.tw', 301));
	expect((await ask('www.soy.tw', '/articles/vats')).location).toBe(
		`http://first.soy.tw:${product.port}/articles/vats`,
	);
	await owner.post('/console/site/domain?/main', { host: 'www.soy.tw' });
	const main = `http://www.soy.tw:${product.port}`;
	await until(answers('www.soy.tw', 200));
	expect(await ask('first.soy.tw', '/articles/vats?utm_source=fb')).toMatchObject({
		status: 301,
		location: `${main}/articles/vats?utm_source=fb`,
	});
	expect((await ask('www.soy.tw', '/articles/vats')).text).toContain(
		`<link rel="canonical" href="${main}/articles/vats"`,
	);
	expect((await ask('www.soy.tw', '/robots.txt')).text).toContain(`Sitemap: ${main}/sitemap.xml`);
});
