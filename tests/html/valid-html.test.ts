import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { open } from '../browser/page-map.ts';
import { startProduct, type Product } from '../start-product.ts';

/**
 * The W3C's own checker over every public page of the sample brand. It is a Java program and therefore opt-in: it runs
 * where Java is, and VNU_JAR (or `npm install --no-save --ignore-scripts vnu-jar`) names the checker.
 */
const jar = process.env['VNU_JAR'] ?? path.resolve('node_modules/vnu-jar/build/dist/vnu.jar');
const missing = existsSync(jar)
	? runs('java', '-version')
		? ''
		: 'there is no Java'
	: 'there is no vnu.jar (set VNU_JAR)';
if (missing) process.stdout.write(`HTML is not checked: ${missing}\n`);

function runs(program: string, ...words: string[]): boolean {
	try {
		execFileSync(program, words, { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

interface Finding {
	type: string;
	url: string;
	message: string;
	extract?: string;
	lastLine?: number;
}

let product: Product;
const folder = mkdtempSync(path.join(tmpdir(), 'homecourt-html-'));
beforeAll(async () => {
	if (!missing) product = await startProduct({ arguments: ['--demo'], until: /login\/link/ });
}, 180_000);
afterAll(async () => {
	await product?.end();
	rmSync(folder, { recursive: true, force: true });
});

const locations = async (address: string): Promise<string[]> =>
	[...(await (await fetch(address)).text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map((found) =>
		(found[1] as string).replaceAll('&amp;', '&'),
	);

it.skipIf(missing)(
	'finds no error and no missing heading on any public page, in both languages',
	{ timeout: 300_000 },
	async () => {
		const pages = new Set<string>();
		for (const sitemap of await locations(`${product.url}/sitemap.xml`))
			for (const page of await locations(sitemap)) pages.add(page);
		const others = [
			'/not-there',
			'/members/nobody',
			'/newsletter/out/x',
			'/newsletter/preferences/x',
			'/newsletter/confirm',
			'/appeal/x',
		];
		for (const page of [...open, ...others, '/community/comment/1']) pages.add(product.url + page);
		for (const page of [...pages]) if (page.includes('/articles/')) pages.add(`${page}/conversation`);
		expect(pages.size).toBeGreaterThan(50);
		const names = new Map<string, string>();
		for (const locale of ['zh-TW', 'en']) {
			for (const page of pages) {
				const response = await fetch(page, { headers: { accept: 'text/html', cookie: `lang=${locale}` } });
				const file = path.join(folder, `${names.size}.html`);
				names.set(`file:${file}`, `${locale} ${page.slice(product.url.length)}`);
				writeFileSync(file, await response.text());
			}
		}
		const found = check();
		const errors = found.filter(({ type, message }) => type === 'error' || /heading/.test(message));
		expect(errors.map(({ url, message, extract }) => `${names.get(url) ?? url}: ${message} ${extract ?? ''}`)).toEqual(
			[],
		);
	},
);

/** The checker ends with 1 when it finds something; what it found is on its error stream. */
function check(): Finding[] {
	const said = execFileSync(
		'/bin/sh',
		['-c', 'java -Xmx512m -jar "$0" --format json --exit-zero-always "$1" 2>&1', jar, folder],
		{
			encoding: 'utf8',
			maxBuffer: 64 * 1024 * 1024,
		},
	);
	return (JSON.parse(said) as { messages: Finding[] }).messages;
}
