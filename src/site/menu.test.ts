import { expect, it } from 'vitest';
import { markCurrent } from '#site/mark-current.ts';
import { pressButton, type MenuRow } from '#site/menu.ts';

const rows = (text: string): MenuRow[] =>
	[...text].map((letter) => ({
		kind: 'home',
		target: '',
		label: letter.toLowerCase(),
		labelEn: '',
		nested: letter === letter.toUpperCase(),
	}));
const text = (all: readonly MenuRow[]): string =>
	all.map(({ label, nested }) => (nested ? label.toUpperCase() : label)).join('');

it.each([
	// Upper case hangs under the lower case before it.
	['abc', 'up.1', 'bac'],
	['abc', 'up.0', 'abc'],
	['abc', 'down.2', 'abc'],
	['aBc', 'up.1', 'ba'],
	['abc', 'in.1', 'aBc'],
	['abc', 'in.0', 'abc'],
	['aBc', 'out.1', 'abc'],
	['aBc', 'remove.0', 'bc'],
	['abc', 'remove.7', 'abc'],
	['abc', 'up.x', 'abc'],
	['abc', 'constructor', 'abc'],
	['abc', '', 'abc'],
])('%s and %s make %s', (before, pressed, after) =>
	expect(text(pressButton(rows(before), pressed)).slice(0, after.length)).toBe(after),
);

it('leaves what it was given as it was', () => {
	const given = rows('abc');
	pressButton(given, 'down.0');
	expect(text(given)).toBe('abc');
	expect(pressButton(given, 'add')).toHaveLength(4);
});

it('marks the item under which a page stands, the closest one only', () => {
	const item = (href: string | null, ...items: string[]) => ({
		href,
		label: 'x',
		items: items.map((below) => ({ href: below, label: 'y', items: [] })),
	});
	const menu = [item('/'), item('/articles'), item(null, '/關於', '/articles/a'), item('https://a.example/')];
	const marked = (path: string) =>
		markCurrent(menu, path)
			.flatMap((one) => [one, ...one.items])
			.filter(({ current }) => current)
			.map(({ href }) => href);
	expect(marked('/')).toEqual(['/']);
	expect(marked('/articles/b')).toEqual(['/articles']);
	expect(marked('/articles/a')).toEqual(['/articles/a']);
	expect(marked(`/${encodeURIComponent('關於')}`)).toEqual(['/關於']);
	expect(marked('/articlesque')).toEqual([]);
	expect(marked('/%zz')).toEqual([]);
});
