import { expect, it } from 'vitest';
import type { Ctx } from '#platform/context/context.ts';
import { inPackets } from '#platform/context/packet.ts';
import { silent } from '#platform/log.ts';

const site = {} as Ctx['site'];
const at = (time: string, place = site): Ctx => ({ site: place, now: new Date(time), log: silent }) as Ctx;
const early = at('2026-11-24T02:00:00Z');
const late = at('2026-11-24T02:00:05Z');

it('takes along whoever asks meanwhile, in order, a few at a time, by the latest clock', async () => {
	const packets: { now: string; all: readonly number[] }[] = [];
	const double = inPackets(3, async ({ now }, all: readonly number[]) => {
		packets.push({ now: now.toISOString(), all });
		await new Promise((resolve) => setTimeout(resolve, 5));
		return all.map((one) => 2 * one);
	});
	const results = await Promise.all([1, 2, 3, 4, 5].map((one) => double(one === 5 ? late : early, one)));
	expect(results).toEqual([2, 4, 6, 8, 10]);
	expect(packets).toEqual([
		{ now: '2026-11-24T02:00:00.000Z', all: [1, 2, 3] },
		{ now: '2026-11-24T02:00:05.000Z', all: [4, 5] },
	]);
	expect(await double(early, 6)).toBe(12);
});

it('lets each go alone when a packet fails, and only the one that is wrong fails', async () => {
	const seen: number[][] = [];
	const careful = inPackets(10, (_, all: readonly number[]) => {
		seen.push([...all]);
		return all.includes(2) ? Promise.reject(new Error('two')) : Promise.resolve(all.map(String));
	});
	const outcomes = await Promise.allSettled([1, 2, 3].map((one) => careful(early, one)));
	expect(outcomes.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message))).toEqual([
		'1',
		'two',
		'3',
	]);
	expect(seen).toEqual([[1, 2, 3], [1], [2], [3]]);
});

it('never mixes sites', async () => {
	const packets: number[] = [];
	const count = inPackets(10, (_, all: readonly null[]) => (packets.push(all.length), Promise.resolve(all)));
	const other = at('2026-11-24T02:00:00Z', {} as Ctx['site']);
	await Promise.all([early, other, early, other].map((ctx) => count(ctx, null)));
	expect(packets).toEqual([2, 2]);
});
