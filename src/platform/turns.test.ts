import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { takeTurns } from '#platform/turns.ts';

it('each begins when the one before has ended, in the order they came', async () => {
	const turns = takeTurns(1);
	const said: string[] = [];
	const work = async (name: string): Promise<void> => {
		const end = await turns.take();
		said.push(`${name} begins`);
		await setTimeout(2);
		said.push(`${name} ends`);
		end();
	};
	await Promise.all(['first', 'second', 'third'].map(work));
	expect(said).toEqual(['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]));
	expect(turns.waiting).toBe(0);
	// And whoever comes later comes in at once.
	await work('fourth');
});

it('rests between two for as long as it is told', async () => {
	const turns = takeTurns(2);
	const end = await turns.take();
	let begun = 0;
	const second = turns.take().then((endSecond) => {
		begun = performance.now();
		endSecond();
	});
	await setTimeout(40);
	const ended = performance.now();
	end();
	await second;
	expect(begun - ended).toBeGreaterThanOrEqual(78);
});

it('an end that is called twice ends one turn', async () => {
	const turns = takeTurns(1);
	const end = await turns.take();
	const second = turns.take();
	const third = turns.take();
	end();
	end();
	(await second)();
	(await third)();
	expect(turns.waiting).toBe(0);
});
