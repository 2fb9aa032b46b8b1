import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { createDoor } from '#web/front/door.ts';

const answer = () => Object.assign(new EventEmitter(), { closed: false }) as unknown as ServerResponse;

it('a flood from one line fills its own place at the door, and everybody else still knocks', async () => {
	const door = createDoor(() => undefined);
	const knock = (address: string) => {
		const response = answer();
		return { response, entered: door(response, { address, site: 'home' }).enter() };
	};
	const first = knock('198.51.100.7');
	await first.entered;
	const flood = Array.from({ length: 500 }, () => knock('198.51.100.7'));
	const refused = await Promise.allSettled(flood.slice(60).map(({ entered }) => entered));
	expect(refused.every((one) => one.status === 'rejected')).toBe(true);
	const other = knock('203.0.113.9');
	first.response.emit('close');
	// Those who wait come in one after another, and with them who came from elsewhere.
	for (const { entered, response } of [...flood.slice(0, 60), other]) {
		await entered;
		response.emit('close');
	}
	// The line has room again.
	const again = knock('198.51.100.7');
	await again.entered;
	again.response.emit('close');
});

it('lets nobody wait for themselves: a form that does two things has one turn', async () => {
	const response = answer();
	const door = createDoor(() => undefined)(response, { address: '203.0.113.9', site: 'home' });
	await door.enter();
	await door.enter();
	response.emit('close');
});

it('says who was refused and why', () => {
	const heard: object[] = [];
	createDoor((refusal) => heard.push(refusal))(answer(), { address: '203.0.113.9', site: 'home' }).refused(
		'code.wrong',
	);
	expect(heard).toEqual([{ address: '203.0.113.9', site: 'home', code: 'code.wrong' }]);
});
