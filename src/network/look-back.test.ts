import { expect, it, vi } from 'vitest';
import { lookBack, type Listing } from '#network/look-back.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import type { OwnAccount } from '#network/network.ts';
import type { Usage } from '#network/usage.ts';

const since = new Date('2026-11-24T02:00:00Z');
const minute = 60_000;
const noted: Usage[] = [];
const own: OwnAccount = { id: '1', connection: {}, app: null, note: (usage) => void noted.push(usage) };

/** Posts a minute apart, the newest four thousand minutes after the first attempt, ten in a part. */
const made = (index: number): number => since.getTime() + (4_000 - index) * minute;
function listing(more: Partial<Listing<number>> = {}): Listing<number> & { asked: () => number } {
	const part = vi.fn((_account: OwnAccount, cursor: string | null) => {
		const from = Number(cursor ?? 0);
		return Promise.resolve({ all: Array.from({ length: 10 }, (_, one) => from + one), next: String(from + 10) });
	});
	return {
		part,
		said: made,
		isOurs: () => false,
		standing: (one) => ({ id: String(one), url: null }),
		since,
		most: 1_000,
		...more,
		asked: () => part.mock.calls.length,
	};
}

it('goes as far back as the first attempt, however much was said since, and no farther', async () => {
	expect(await lookBack(own, listing({ isOurs: (one) => one === 3_995 }))).toEqual({ id: '3995', url: null });
	const vain = listing();
	expect(await lookBack(own, vain)).toBe('absent');
	// Ten minutes more, since clocks differ.
	expect(vain.asked()).toBe(402);
	expect(await lookBack(own, listing({ isOurs: (one) => one === 4_011 }))).toBe('absent');
});

it('knows that it does not know: at its bound, and where a list has a gap', async () => {
	const bound = listing({ most: 7 });
	expect(await lookBack(own, bound)).toBe('cannot-tell');
	expect(bound.asked()).toBe(7);
	const gap = () => Promise.resolve({ all: [1], next: null, gap: true });
	expect(await lookBack(own, listing({ part: gap }))).toBe('cannot-tell');
	// Without an order it is read to its end, and what is older is not ours.
	const all = (_account: OwnAccount, cursor: string | null) =>
		Promise.resolve({ all: [9_000 - Number(cursor ?? 0)], next: cursor === '8999' ? null : '8999' });
	const { said: _said, ...unordered } = listing({ part: all, isOurs: (one) => one === 1 });
	expect(await lookBack(own, unordered)).toMatchObject({ id: '1' });
});

it('reads a part again when the line breaks, and not when it is refused', async () => {
	let broken = 0;
	const { part } = listing();
	const breaking = (trouble: 'transient' | 'auth-expired', times: number) =>
		listing({
			part: (account, cursor) =>
				Number(cursor) === 20 && broken++ < times ? Promise.reject(new NetworkProblem(trouble)) : part(account, cursor),
			isOurs: (one) => one === 55,
		});
	expect(await lookBack(own, breaking('transient', 2))).toMatchObject({ id: '55' });
	broken = 0;
	await expect(lookBack(own, breaking('transient', 3))).rejects.toMatchObject({ trouble: 'transient' });
	expect(broken).toBe(3);
	broken = 0;
	await expect(lookBack(own, breaking('auth-expired', 1))).rejects.toMatchObject({ trouble: 'auth-expired' });
	expect(broken).toBe(1);
});

it('leaves the end of an allowance to what goes out, and says when it may go on', async () => {
	const until = new Date(since.getTime() + 15 * minute);
	const { part } = listing();
	const used = listing({
		part(account, cursor) {
			account.note({ scope: 'account', share: 0.88 + Number(cursor ?? 0) / 1_000, until });
			return part(account, cursor);
		},
	});
	await expect(lookBack(own, used)).rejects.toMatchObject({ trouble: 'rate-limited', until });
	expect(noted.map(({ share }) => share)).toEqual([0.88, 0.89, 0.9]);
	// What stands in the last part that was read is found all the same.
	expect(await lookBack(own, { ...used, isOurs: (one) => one === 29 })).toMatchObject({ id: '29' });
});
