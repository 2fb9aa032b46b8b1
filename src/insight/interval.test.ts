import { describe, expect, it } from 'vitest';
import { wilson } from '#insight/interval.ts';

describe('wilson', () => {
	it.each([
		[3, 20, 5.2, 36.0],
		[0, 20, 0, 16.1],
		[30, 200, 10.7, 20.6],
		[20, 20, 83.9, 100],
		[1, 1, 20.7, 100],
	])('%i of %i lies between %f %% and %f %%', (hits, trials, low, high) => {
		const found = wilson(hits, trials);
		expect(Math.round((found?.low ?? NaN) * 1000) / 10).toBe(low);
		expect(Math.round((found?.high ?? NaN) * 1000) / 10).toBe(high);
	});

	it('knows no share of nothing, nor of more than all', () => {
		expect(wilson(0, 0)).toBeNull();
		expect(wilson(5, 4)).toBeNull();
		expect(wilson(-1, 4)).toBeNull();
		expect(wilson(1, Number.NaN)).toBeNull();
	});

	it('always holds its own share and stays in bounds', () => {
		for (let trials = 1; trials < 80; trials++) {
			for (let hits = 0; hits <= trials; hits++) {
				const found = wilson(hits, trials);
				if (!found) throw new Error('no interval');
				expect(found.low).toBeLessThanOrEqual(found.share);
				expect(found.high).toBeGreaterThanOrEqual(found.share);
				expect(found.low).toBeGreaterThanOrEqual(0);
				expect(found.high).toBeLessThanOrEqual(1);
			}
		}
	});
});
