import { expect, it } from 'vitest';
import { foreignPerson } from '#community/foreign-person.ts';
import { testSite } from '#testing/test-site.ts';

it('tells people on a network apart by their address, in the database as on a page', async () => {
	const names: [string, string][] = [
		['阿梅 (mei@far.example)', 'mei@far.example'],
		['另一個名字 (mei@far.example)', 'mei@far.example'],
		['(boss@home.example) (mei@far.example)', 'mei@far.example'],
		['王小明', '王小明'],
		['(a b@c)', '(a b@c)'],
		['x (mei@far.example) ', 'x (mei@far.example) '],
		['x (mei@far.example)\ny', 'x (mei@far.example)\ny'],
		['x (a\u00a0b@far.example)', 'x (a\u00a0b@far.example)'],
		['', ''],
	];
	const place = await testSite();
	for (const [name, person] of names) {
		expect(foreignPerson(name), name).toBe(person);
		const [row] = await place.site.sql`select community.foreign_person(${name}) as person`;
		expect(row, name).toEqual({ person });
	}
	await place.close();
});
