import { describe, expect, it } from 'vitest';
import { levelFor, levelNow, missingFor, trustSteps, type TrustRecord } from '#community/trust.ts';

const now = new Date('2026-11-24T02:00:00Z');
const since = (days: number) => new Date(now.getTime() - days * 86_400_000);
const record = (days: number, more: Partial<TrustRecord> = {}): TrustRecord => ({
	joined: since(days),
	read: 0,
	said: 0,
	heard: 0,
	taken: 0,
	...more,
});

describe('trust', () => {
	it.each([
		['nobody is known on the first day, whatever they read', record(0.9, { read: 500, said: 500, heard: 500 }), 0],
		['five threads read make known', record(1, { read: 5 }), 1],
		['four do not', record(29, { read: 4, said: 400 }), 0],
		['a month does, without a word', record(30), 1],
		['saying much and being heard by nobody leads nowhere', record(400, { read: 50, said: 999 }), 1],
		['reading and being answered by three makes at home', record(14, { read: 20, said: 5, heard: 3 }), 2],
		['and by fifteen a pillar', record(60, { read: 100, said: 20, heard: 15 }), 3],
		['what was taken away lately holds back', record(60, { read: 100, said: 20, heard: 15, taken: 1 }), 1],
	])('%s', (_what, has, level) => expect(levelFor(has, now)).toBe(level));

	it('is read anew each day: the first day and the first month need nobody to write them down', () => {
		expect(levelNow({ joined: since(0.5), level: 3 }, now)).toBe(0);
		expect(levelNow({ joined: since(5), level: 0 }, now)).toBe(0);
		expect(levelNow({ joined: since(30), level: 0 }, now)).toBe(1);
		expect(levelNow({ joined: since(90), level: 2 }, now)).toBe(2);
	});

	it('says what still lacks', () => {
		expect(missingFor(record(10.2, { read: 7, heard: 9 }), 1, now)).toEqual({ days: 4, read: 13, said: 5, heard: 0 });
		expect(missingFor(record(999), trustSteps.length as 3, now)).toBeNull();
	});
});
