import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { apart, found, open, own, routePattern } from '../../tests/browser/page-map.ts';

/** Every page, by its route as in an address: groups in parentheses are none of it. */
const routes = readdirSync(path.resolve(import.meta.dirname, '../routes'), { recursive: true, encoding: 'utf8' })
	.filter((file) => path.basename(file) === '+page.svelte')
	.map((file) => {
		const parts = path.dirname(file).split(path.sep);
		return `/${parts.filter((part) => part !== '.' && !part.startsWith('(')).join('/')}`;
	});

/** The page that answers at an address: the one with the fewest parts left open. */
const routeOf = (address: string): string | undefined =>
	routes
		.filter((route) => routePattern(route).test(address.split('?')[0] as string))
		.sort((one, other) => one.split('[').length - other.split('[').length || other.length - one.length)[0];

it('every page stands in the map of pages, or among those apart with a reason', () => {
	const mapped = new Set([...[...open, ...own].map(routeOf), ...Object.values(found).map(({ at }) => at)]);
	expect(routes.filter((route) => !mapped.has(route) && !(route in apart))).toEqual([]);
	expect([...open, ...own].filter((address) => routeOf(address) === '/[...rest]')).toEqual([]);
});

it('nothing is in the map that is no page, and nothing apart that is in the map', () => {
	const named = [...Object.values(found).map(({ at }) => at), ...Object.keys(apart)];
	expect(named.filter((route) => !routes.includes(route))).toEqual([]);
	expect(Object.values(found).filter(({ at }) => at in apart)).toEqual([]);
});
