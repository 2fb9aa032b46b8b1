import { describe, expect, it } from 'vitest';
import { nearestWord, slipsBetween } from '#search/spelling.ts';

describe('slips', () => {
	it.each([
		['coffee', 'coffee', 0],
		['cofee', 'coffee', 1],
		['coffeee', 'coffee', 1],
		['coffea', 'coffee', 1],
		['cofefe', 'coffee', 1],
		['ocffee', 'coffee', 1],
		['espreso', 'espresso', 1],
		['expresso', 'espresso', 1],
		['fermantaton', 'fermentation', 2],
		['tea', 'coffee', 3],
	])('%s is %s but for %i', (one, other, slips) => {
		expect(Math.min(3, slipsBetween(one, other, 2))).toBe(slips);
		expect(Math.min(3, slipsBetween(other, one, 2))).toBe(slips);
	});
});

describe('the word that was meant', () => {
	const words = ['coffee', 'coffees', 'toffee', 'fermentation'].map((word, index) => ({ word, seen: 10 - index }));
	it.each([
		['cofffe', 'coffee'],
		['fermantaton', 'fermentation'],
		['xoffee', 'coffee'],
		['coffee', 'coffees'],
		['zzzz', null],
	])('%s: %s', (typed, meant) => expect(nearestWord(typed, words)).toBe(meant));
});
