import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { isReservedPath } from '#content/reserved-path.ts';

const routes = path.resolve(import.meta.dirname, '../routes');

/** First parts of the addresses that the routes answer: groups in brackets are looked into, they add nothing. */
const firstParts = (folder: string): string[] =>
	readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.flatMap(({ name }) => (/^\(.*\)$/.test(name) ? firstParts(path.join(folder, name)) : [name]))
		.filter((name) => !name.startsWith('['));

it('keeps every address of the product from being taken by a page', () => {
	const parts = firstParts(routes);
	expect(parts.length).toBeGreaterThan(15);
	expect(parts.filter((part) => !isReservedPath(part))).toEqual([]);
});

it('keeps the files that lie beside the pages', () => {
	const files = readdirSync(path.resolve(routes, '../../static'));
	expect(files.filter((file) => !isReservedPath(file))).toEqual([]);
});

it('keeps what operations ask for', () => {
	for (const part of ['healthz', 'readyz', 'metrics', '_app', '.well-known', 'Console'])
		expect(isReservedPath(part), part).toBe(true);
});

it('leaves ordinary words to the pages, whose route is there', () => {
	for (const part of ['about', 'privacy', '關於我們', 'faq', 'contact']) expect(isReservedPath(part), part).toBe(false);
	expect(existsSync(path.join(routes, '(site)/[page]'))).toBe(true);
});
