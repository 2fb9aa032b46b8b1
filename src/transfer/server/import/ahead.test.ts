import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ahead } from '#transfer/server/import/ahead.ts';

it('makes the next one ready meanwhile, in order, and tells what breaks when its turn comes', async () => {
	const log: string[] = [];
	async function* made() {
		for (const one of ['a', 'b', 'c']) {
			await setImmediate();
			log.push(`made ${one}`);
			yield one;
		}
		throw new Error('broken');
	}
	const taken: string[] = [];
	const work = async () => {
		for await (const one of ahead(made())) {
			await setImmediate();
			await setImmediate();
			taken.push(one);
			log.push(`done ${one}`);
		}
	};
	await expect(work()).rejects.toThrow('broken');
	expect(taken).toEqual(['a', 'b', 'c']);
	expect(log.indexOf('made b')).toBeLessThan(log.indexOf('done a'));
});

it('ends the making when whoever takes stops', async () => {
	let ended = false;
	async function* made() {
		try {
			for (let number = 0; ; number++) yield number;
		} finally {
			ended = true;
		}
	}
	for await (const one of ahead(made())) if (one === 1) break;
	expect(ended).toBe(true);
});
