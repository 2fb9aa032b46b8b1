import { expect, it } from 'vitest';
import { rateLimit } from '#web/rate-limit.ts';

it('lets a burst pass, then a steady stream, each caller alone', () => {
	const limit = rateLimit(3, 60);
	for (let call = 0; call < 3; call++) limit.take('one', 0);
	expect(() => limit.take('one', 0)).toThrow('rate.limited');
	expect(limit.take('other', 0).remaining).toBe(2);
	expect(() => limit.take('one', 900)).toThrow();
	expect(limit.take('one', 2000).remaining).toBe(1);
});

it('forgets callers rather than grow for ever', () => {
	const limit = rateLimit(1, 1, 2);
	for (const caller of ['a', 'b', 'c']) limit.take(caller, 0);
	expect(() => limit.take('c', 0)).toThrow();
	expect(limit.take('a', 0).remaining).toBe(0);
});
