import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openLanes, settle } from '#transfer/server/import/lanes.ts';
import { openLine } from '#transfer/server/import/line.ts';

/** Work that goes on until it is let go. */
function gate() {
	let open = (): void => undefined;
	const passed = new Promise<void>((resolve) => (open = resolve));
	return { open, passed };
}

it('does in a lane one after the other, and lanes beside each other', async () => {
	const inLane = openLanes();
	const log: string[] = [];
	const first = gate();
	const all: Promise<unknown>[] = [
		inLane(0, async () => {
			await first.passed;
			log.push('first of 0');
		}),
		inLane(0, async () => log.push('second of 0')),
		inLane(1, async () => log.push('first of 1')),
	];
	await all[2];
	await setImmediate();
	expect(log).toEqual(['first of 1']);
	first.open();
	await settle(all);
	expect(log).toEqual(['first of 1', 'first of 0', 'second of 0']);
});

it('begins nothing more in a lane where something failed, and tells of it when the others are done', async () => {
	const inLane = openLanes();
	const done: string[] = [];
	const all: Promise<unknown>[] = [
		inLane(0, async () => Promise.reject(new Error('broken'))),
		inLane(0, async () => done.push('behind')),
		inLane(1, async () => done.push('beside')),
	];
	await expect(settle(all)).rejects.toThrow('broken');
	await expect(all[1]).rejects.toThrow('broken');
	expect(done).toEqual(['beside']);
});

it('hands over the oldest first, however early the others are done, and waits for all in the end', async () => {
	const line = openLine<string>();
	const gates = [gate(), gate(), gate()];
	for (const [place, { passed }] of gates.entries()) line.begin(() => passed.then(() => `work ${place}`));
	gates[1]?.open();
	gates[0]?.open();
	const taken: string[] = [];
	for await (const one of line.oldest(1)) taken.push(one);
	expect(taken).toEqual(['work 0', 'work 1']);
	let settled = false;
	const end = line.settle().then(() => (settled = true));
	await setImmediate();
	expect(settled).toBe(false);
	gates[2]?.open();
	await end;
});

it('throws what was thrown when its turn comes', async () => {
	const line = openLine<string>();
	line.begin(async () => 'well');
	line.begin(async () => Promise.reject(new Error('broken')));
	await setImmediate();
	const work = async () => {
		const taken: string[] = [];
		for await (const one of line.oldest(0)) taken.push(one);
	};
	await expect(work()).rejects.toThrow('broken');
	await line.settle();
});
