import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { palette } from '#ui/palette.ts';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const publicStyle = read('./style.css');
/** What some public pages add to it; the forum's front, a home page with products and a product's own page add several. */
const parts = [
	['./home.css', './goods.css'],
	['./conversation.css', './picks.css', './forum.css'],
	['./conversation.css', './picks.css', './goods.css'],
	['./article.css'],
	['./found.css', './picks.css'],
	['./person.css'],
	['./messages.css'],
].map((names) => names.map(read).join('\n'));
const consoleStyle = read('./console.css');
const everyStyle = [publicStyle, ...parts, consoleStyle, read('../../static/stars.css')].join('\n');

test('every custom property that is used has a value', () => {
	const given = new Set(Object.keys(palette('#8a3b1e', 'light')));
	for (const [, name] of everyStyle.matchAll(/--([\w-]+):/g)) given.add(name ?? '');
	const used = [...everyStyle.matchAll(/var\(--([\w-]+)/g)].map(([, name]) => name ?? '');
	expect(used.length).toBeGreaterThan(100);
	expect([...new Set(used)].filter((name) => !given.has(name))).toEqual([]);
});

test('the style sheets name no colour themselves: all come from the brand', () => {
	const declarations = everyStyle.replace(/@media print \{[\s\S]*?\n\}/g, '');
	expect(declarations.match(/#[\da-f]{3,8}\b(?![\w-]*\s*[{,])/gi)).toBeNull();
});

const small = (style: string): number =>
	style
		.replace(/\/\*[\s\S]*?\*\//g, '')
		.replace(/\s+/g, ' ')
		.replace(/ ?([{}:;,>]) ?/g, '$1')
		.replace(/;}/g, '}').length;

test('the public style sheet is small enough to stand in the page itself: 14 KiB', () => {
	expect(small(publicStyle)).toBeLessThanOrEqual(14_336);
});

test('no public page carries more than 17 KiB of style', () => {
	for (const part of parts) expect(small(publicStyle) + small(part)).toBeLessThanOrEqual(17_408);
});
