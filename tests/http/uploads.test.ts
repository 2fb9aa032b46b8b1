import { existsSync, readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import { visitor, type Visitor } from '../visitor.ts';
import { findFormActions, type FormAction } from './form-actions.ts';

let product: Product;
let owner: Visitor;
beforeAll(async () => {
	product = await startProduct({ until: /setup\?token=/ });
	owner = await setUp(product);
});
afterAll(() => product?.end());

/** Sends a file as the console's scripts do. */
function send(path: string, bytes: Uint8Array | string, name: string, who: Visitor = owner): Promise<Response> {
	const form = new FormData();
	form.set('file', new Blob([bytes as BlobPart]), name);
	return fetch(product.url + path, {
		method: 'POST',
		body: form,
		headers: {
			origin: product.url,
			cookie: [...who.cookies].map(([cookie, value]) => `${cookie}=${value}`).join('; '),
		},
	});
}

describe('an export to bring home', () => {
	it('is taken although it is larger than a page may send; nothing else at that address is', async () => {
		const file = Buffer.alloc(30_000_000, ' ');
		const answer = await send('/console/transfer?/upload', file, 'export.xml');
		expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('export.xml') as string]);
		expect((await send('/console/transfer?/ask', file, 'export.xml')).status).toBe(413);
	});
});

describe('an export that is too large', () => {
	const megabyte = Buffer.alloc(1024 * 1024, ' ');
	/** Resident memory of the product, in megabytes. */
	const memory = (): number =>
		Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${product.child.pid}/status`, 'utf8'))?.[1]) / 1024;

	/** Sends a form with a file of so many megabytes, as fast as it is taken; says what was answered, and how much was sent by then. */
	function flood(
		megabytes: number,
		announced: boolean,
		who: Visitor = owner,
	): Promise<{ status: number; text: string; sent: number; grown: number }> {
		const [head, tail] = [
			'--x\r\ncontent-disposition: form-data; name="file"; filename="big.xml"\r\ncontent-type: text/xml\r\n\r\n',
			'\r\n--x--\r\n',
		];
		const before = memory();
		let [sent, most] = [0, before];
		return new Promise((resolve, reject) => {
			const call = http.request(`${product.url}/console/transfer?/upload`, {
				method: 'POST',
				headers: {
					accept: 'text/html',
					origin: product.url,
					'content-type': 'multipart/form-data; boundary=x',
					cookie: [...who.cookies].map(([cookie, value]) => `${cookie}=${value}`).join('; '),
					...(announced ? { 'content-length': head.length + megabytes * megabyte.length + tail.length } : {}),
				},
			});
			call.on('response', (answer) => {
				let text = '';
				answer.setEncoding('utf8').on('data', (part: string) => (text += part));
				answer.on('end', () => {
					call.destroy();
					resolve({ status: answer.statusCode ?? 0, text, sent, grown: most - before });
				});
			});
			call.on('error', (error) => (call.destroyed ? undefined : reject(error)));
			const more = (): void => {
				most = Math.max(most, memory());
				if (call.destroyed) return;
				if (sent === megabytes) return void call.end(tail);
				sent++;
				if (call.write(megabyte)) setImmediate(more);
				else call.once('drain', more);
			};
			call.write(head);
			more();
		});
	}
	/** What lies there but the one before, and the brand's icons that are being drawn. */
	const left = () =>
		['incoming', 'transfer/home'].flatMap((folder) => {
			const whole = path.join(product.data, folder);
			return existsSync(whole)
				? readdirSync(whole).filter((name) => name !== 'export.xml' && !name.startsWith('pixels-'))
				: [];
		});

	it('is refused at once when it says how large it is, and told where to put it instead', async () => {
		const { status, text, sent } = await flood(260, true);
		expect([status, sent < 100], text).toEqual([413, true]);
		expect(text).toContain('./homecourt import');
		expect(left()).toEqual([]);
		// A stranger is told no places of this machine.
		const stranger = await flood(260, true, visitor(product.url));
		expect([stranger.status, stranger.text.includes(product.data)]).toEqual([413, false]);
	});

	it('is refused at the byte above 200 MB when it does not, without a trace and without the memory growing', async () => {
		const { status, text, grown } = await flood(206, false);
		expect(status).toBe(413);
		expect(text).toContain('./homecourt import');
		expect(grown).toBeLessThan(100);
		expect(left()).toEqual([]);
		// Whoever sends less is served as before.
		expect((await send('/console/transfer?/upload', 'x', 'small.xml')).status).toBe(200);
	});
});

describe('a file to download', () => {
	const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(30_000_000, 'x')]);
	let href = '';

	it('is taken although it is larger than a page may send, and keeps its Chinese name', async () => {
		const answer = await send('/console/media/file', pdf, '產品型錄 2026.pdf');
		expect(answer.status).toBe(200);
		const file = (await answer.json()) as { href: string; name: string; size: number };
		expect(file).toMatchObject({ name: '產品型錄 2026.pdf', size: pdf.length });
		href = file.href;
	});

	it('is handed to whoever may read what offers it, and kept by nobody on the way who may not', async () => {
		const take = (who?: Visitor) =>
			who ? who.get(href) : fetch(product.url + href, { redirect: 'manual', headers: { 'user-agent': 'Mozilla/5.0' } });
		const seen = async (answer: Promise<Response>) => {
			const { status, headers, body } = await answer;
			await body?.cancel();
			return [status, headers.get('cache-control')];
		};
		expect((await take()).status).toBe(404);
		expect(await seen(take(owner))).toEqual([200, 'private, no-cache']);
		const fields = { title: '型錄', body_markdown: `一\n\n二\n\n三\n\n[型錄](${href})`, access: 'members' };
		const published = await owner.post('/console/content/new?/publish', fields);
		const id = /content\/(\d+)/.exec(published.headers.get('location') ?? '')?.[1] ?? '';
		const refused = await take();
		expect([refused.status, refused.headers.get('location')]).toEqual([303, `/join?to=${encodeURIComponent(href)}`]);
		expect(await seen(take(owner))).toEqual([200, 'private, no-cache']);
		const saved = await owner.post(`/console/content/${id}?/save`, { ...fields, id, access: 'public' });
		expect(saved.status).toBe(303);
		expect(await seen(take())).toEqual([200, 'public, no-cache']);
	});

	it('is handed over whole, in part, or not at all when the reader has it', async () => {
		const whole = await fetch(product.url + href);
		expect(Buffer.from(await whole.arrayBuffer()).equals(pdf)).toBe(true);
		expect(whole.headers.get('content-disposition')).toContain(
			`filename*=UTF-8''${encodeURIComponent('產品型錄 2026.pdf')}`,
		);
		expect(whole.headers.get('content-disposition')).toMatch(/^attachment;/);
		expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
		expect(whole.headers.get('content-security-policy')).toContain('sandbox');
		const part = await fetch(product.url + href, { headers: { range: 'bytes=0-7' } });
		expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
			206,
			`bytes 0-7/${pdf.length}`,
			'%PDF-1.7',
		]);
		const etag = whole.headers.get('etag') ?? '';
		expect((await fetch(product.url + href, { headers: { 'if-none-match': etag } })).status).toBe(304);
		expect((await fetch(product.url + href, { headers: { range: 'bytes=99999999-' } })).status).toBe(416);
		const other = await fetch(product.url + href, { headers: { range: 'bytes=0-7', 'if-range': '"other"' } });
		expect(other.status).toBe(200);
		await other.body?.cancel();
		expect((await fetch(`${product.url}/files/${'0'.repeat(24)}/x.pdf`)).status).toBe(404);
	});

	it('is taken from staff only, and a page takes no such amounts', async () => {
		expect((await send('/console/media/file', '%PDF-1.7', 'a.pdf', visitor(product.url))).status).toBe(401);
		expect((await send('/language', pdf, 'a.pdf', visitor(product.url))).status).toBe(413);
		expect((await send('/console/media/file', '<script>', 'a.html')).status).toBe(422);
	});
});

describe('a picture', () => {
	it('is answered in every browser’s encoding, kept for ever, and refused with a reason', async () => {
		const bytes = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#772211' } })
			.jpeg()
			.toBuffer();
		const answer = await send('/console/content/picture', bytes, 'IMG_1.jpg');
		const picture = (await answer.json()) as { src: string; width: number };
		expect([answer.status, picture.width]).toEqual([200, 800]);
		const read = await fetch(product.url + picture.src);
		expect([read.headers.get('content-type'), read.headers.get('cache-control')]).toEqual([
			'image/jpeg',
			'public, max-age=31536000, immutable',
		]);
		const refused = await send('/console/content/picture', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'a.png');
		expect(refused.status).toBe(422);
		expect(((await refused.json()) as { title: string }).title).toContain('SVG');
	});

	it('stands in the library, on whose page it can be described without scripts', async () => {
		const library = await (await owner.get('/console/media')).text();
		const [, id] = /href="\/console\/media\/(\d+)"/.exec(library) ?? [];
		const saved = await owner.post(`/console/media/${id}?/save`, { alt: '醬缸', caption: '', x: '0', y: '100' });
		expect(saved.status).toBe(200);
		expect(await (await owner.get('/console/media?q=醬缸')).text()).toContain('fx-0 fy-100');
		expect((await owner.post(`/console/media/${id}?/delete`, {})).headers.get('location')).toBe('/console/media');
		expect((await owner.get(`/console/media/${id}`)).status).toBe(404);
		expect((await visitor(product.url).get('/console/media')).status).toBe(303);
	});
});

describe('the icons of the brand', () => {
	it('are drawn after the first run and named in every page’s head', async () => {
		let html = '';
		for (let tries = 0; tries < 100 && !html.includes('apple-touch-icon'); tries++) {
			await new Promise((resolve) => setTimeout(resolve, 300));
			html = await (await visitor(product.url).get('/')).text();
		}
		const [, manifestPath] = /rel="manifest" href="([^"]+)"/.exec(html) ?? [];
		const manifest = (await (await fetch(product.url + manifestPath)).json()) as { icons: { src: string }[] };
		for (const { src } of manifest.icons)
			expect((await fetch(product.url + src)).headers.get('content-type')).toBe('image/png');
		const ico = await fetch(`${product.url}/favicon.ico`);
		expect([ico.status, ico.headers.get('content-type')]).toEqual([200, 'image/x-icon']);
	}, 60_000);
});

describe('every form', () => {
	// The browser that sends them all is not signed out by one of them.
	const leaving = new Set(['/logout', '/account/second-factor?/clear', '/console/members/security?/require']);
	const actions = findFormActions().filter(({ address }) => !leaving.has(address));
	const urlencoded = 'application/x-www-form-urlencoded';

	async function sendTo(address: string, body: string, accept: string) {
		const answer = await fetch(product.url + address, {
			method: 'POST',
			body,
			redirect: 'manual',
			headers: {
				accept,
				origin: product.url,
				'content-type': urlencoded,
				cookie: [...owner.cookies].map(([cookie, value]) => `${cookie}=${value}`).join('; '),
			},
		});
		return { address, status: answer.status, text: await answer.text() };
	}

	/** Sends something to every action, four at a time; gives what they answered. */
	async function sendAll(make: (action: FormAction) => string, accept: string) {
		const seen: Awaited<ReturnType<typeof sendTo>>[] = [];
		const left = [...actions];
		const some = async () => {
			for (let next = left.shift(); next; next = left.shift())
				seen.push(await sendTo(next.address, make(next), accept));
		};
		await Promise.all([some(), some(), some(), some()]);
		expect((await owner.get('/console')).status).toBe(200);
		return seen;
	}
	const broken = (seen: { address: string; status: number }[]) =>
		seen.filter(({ status }) => status >= 500).map(({ address, status }) => `${status} ${address}`);

	it('says so where what was sent is no UTF-8', async () => {
		const seen = await sendAll(() => 'id=1&text=%E9%86', 'application/json');
		expect(seen.length).toBeGreaterThan(300);
		expect(broken(seen)).toEqual([]);
		// An action of this name is there; it says what is wrong, or needs no more than the address.
		expect(seen.filter(({ status, text }) => status === 404 && !/not-found|"code|data/.test(text))).toEqual([]);
		expect(seen.filter(({ text }) => text.includes('UTF-8')).length).toBeGreaterThan(280);
	});

	it.each([
		['what cannot be stored', 'a%00b'],
		['half a document', encodeURIComponent('{"醬')],
		['far too much', 'x'.repeat(1_500)],
	])('takes %s or refuses it, and never breaks', async (_name, value) => {
		const fill = ({ words }: FormAction) => words.map((word) => `${word}=${value}`).join('&');
		expect(broken(await sendAll(fill, 'text/html'))).toEqual([]);
	});

	it('gives no flood back', async () => {
		const fields = `title=${'x'.repeat(10_000_000)}&place=&body_markdown=a`;
		const { status, text } = await sendTo('/console/events/new?/save', fields, 'text/html');
		expect([status, text.length < 1_000_000]).toEqual([422, true]);
	});
});
