import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { palette } from '#ui/palette.ts';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const publicStyle = read('./style.css');
const consoleStyle = read('./console.css');

test('every custom property that is used has a value', () => {
	const given = new Set(Object.keys(palette('#8a3b1e', 'light')));
	for (const [, name] of (publicStyle + consoleStyle).matchAll(/--([\w-]+):/g)) given.add(name ?? '');
	const used = [...(publicStyle + consoleStyle).matchAll(/var\(--([\w-]+)/g)].map(([, name]) => name ?? '');
	expect(used.length).toBeGreaterThan(100);
	expect([...new Set(used)].filter((name) => !given.has(name))).toEqual([]);
});

test('the style sheets name no colour themselves: all come from the brand', () => {
	const declarations = (publicStyle + consoleStyle).replace(/@media print \{[\s\S]*?\n\}/g, '');
	expect(declarations.match(/#[\da-f]{3,8}\b(?![\w-]*\s*[{,])/gi)).toBeNull();
});

test('the public style sheet is small enough to stand in the page itself: 14 KiB', () => {
	const small = publicStyle
		.replace(/\/\*[\s\S]*?\*\//g, '')
		.replace(/\s+/g, ' ')
		.replace(/ ?([{}:;,>]) ?/g, '$1')
		.replace(/;}/g, '}');
	expect(small.length).toBeLessThanOrEqual(14_336);
});
