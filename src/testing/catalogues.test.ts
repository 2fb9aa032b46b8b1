import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';

const source = path.resolve(import.meta.dirname, '..');
const all = readdirSync(source, { recursive: true, encoding: 'utf8' });
const folders = [
	...new Set(all.filter((file) => /messages\/[^/]+\.json$/.test(file)).map((file) => path.dirname(file))),
];
const read = (folder: string, locale: string) =>
	JSON.parse(readFileSync(path.join(source, folder, `${locale}.json`), 'utf8')) as Record<string, string>;

/** Names that a message takes: they must be the same in both languages. */
const values = (message: string): string[] => {
	const found = new Set<string>();
	const walk = (parts: readonly unknown[]): void => {
		for (const part of parts as {
			type: number;
			value?: string;
			options?: Record<string, { value: unknown[] }>;
			children?: unknown[];
		}[]) {
			if (part.type !== 0 && part.type !== 7 && part.value) found.add(part.value);
			for (const option of Object.values(part.options ?? {})) walk(option.value);
			if (part.children) walk(part.children);
		}
	};
	walk(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());
	return [...found].sort();
};

const han = /\p{Script=Han}/u;
/** Words that stand in the other language on purpose: names of languages and of the product, examples of addresses. */
const shared = /Homecourt|主場|English|中文|Facebook|LINE|Markdown|https?:|curl|API|JSON/;

describe.each(folders)('%s', (folder) => {
	const zh = read(folder, 'zh-TW');
	const en = read(folder, 'en');

	it('is complete in both languages', () => {
		expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
	});

	it('says each message once: the second of two would win without a word', () => {
		for (const locale of ['zh-TW', 'en']) {
			const text = readFileSync(path.join(source, folder, `${locale}.json`), 'utf8');
			expect(text.match(/^\s*"[^"]+":/gm)).toHaveLength(Object.keys(read(folder, locale)).length);
		}
	});

	it('takes the same values in both languages', () => {
		for (const key of Object.keys(zh)) expect(values(en[key] ?? ''), key).toEqual(values(zh[key] ?? ''));
	});

	it('speaks one language at a time', () => {
		for (const [key, text] of Object.entries(en))
			if (!shared.test(text)) expect(han.test(text), `${key}: ${text}`).toBe(false);
		for (const [key, text] of Object.entries(zh))
			if (/[a-z]{4}/i.test(text.replace(/\{[^}]*\}?/g, '')) && !shared.test(text))
				expect(han.test(text) || /^[A-Z]/.test(text), `${key}: ${text}`).toBe(true);
	});

	it("uses Taiwan's words", () => {
		for (const [key, text] of Object.entries(zh))
			expect(
				/視頻|信息|質量|用戶|默認|登錄|網絡|軟件|鏈接|郵箱|賬|設置/.exec(text)?.[0],
				`${key}: ${text}`,
			).toBeUndefined();
	});

	it('ends Chinese sentences as Chinese does', () => {
		for (const [key, text] of Object.entries(zh))
			// A signature's rule and a file's example are not sentences.
			if (!text.includes('HMAC') && !key.endsWith('.example'))
				expect(/\p{Script=Han}[,.!?;:]/u.exec(text)?.[0], `${key}: ${text}`).toBeUndefined();
	});
});

describe('text', () => {
	const components = all.filter((file) => file.endsWith('.svelte'));
	it('stands in catalogues, never in components, and is that of problems where only the server says it', () => {
		for (const file of components) {
			const markup = readFileSync(path.join(source, file), 'utf8')
				.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, '')
				.replace(/Homecourt 主場/g, '');
			expect(han.exec(markup)?.[0], `${file} has Chinese in its markup`).toBeUndefined();
			expect(/say\(['`]problem\./.exec(readFileSync(path.join(source, file), 'utf8'))?.[0], file).toBeUndefined();
			const words = markup.replace(/\{(?:[^{}]|\{[^{}]*\})*\}/g, ' ').match(/>[^<>{}]*[A-Za-z]{3,}[^<>{}]*</g);
			expect(words, `${file} has text in its markup`).toBeNull();
		}
	});
});
