import { expect, it } from 'vitest';
import { lossOf } from '#seo/search-console.ts';

const figures = (clicks: number, impressions: number, position: number) => ({ clicks, impressions, position });

it.each([
	['fell in place', figures(40, 1000, 3), figures(12, 800, 8), 'lower'],
	['is looked for less', figures(40, 1000, 3), figures(12, 300, 3.2), 'rarer'],
	['is seen and not clicked', figures(40, 1000, 3), figures(12, 1000, 3.1), 'unclicked'],
	['is not shown at all any more', figures(40, 1000, 3), figures(0, 0, 0), 'rarer'],
	['lost what chance may take', figures(12, 500, 3), figures(7, 500, 3), null],
	['had too few to tell', figures(9, 500, 3), figures(0, 0, 0), null],
	['lost less than a third', figures(1000, 9000, 3), figures(700, 9000, 3), null],
	['gained', figures(40, 1000, 3), figures(60, 1000, 3), null],
])('a page that %s', (_, before, now, reason) => expect(lossOf({ before, now })).toBe(reason));
