import { expect, it } from 'vitest';
import { definitionOf, pressSegmentButton, rowsOf, segmentRows } from '#membership/segment-form.ts';
import { mostConditions, mostGroups, segmentDefinition } from '#membership/segment.ts';

const values = {
	match: 'any',
	'match.0': 'all',
	'is.0.0': 'bought-within',
	'value.0.0': '90',
	'is.0.1': 'never-commented',
	'match.1': 'any',
	'is.1.0': 'agreed',
	'value.1.0': 'mail',
};

it('reads the rows of a form as a definition, and shows a definition as rows', () => {
	const definition = segmentDefinition.parse(definitionOf(segmentRows(values)));
	expect(definition).toEqual({
		match: 'any',
		groups: [
			{
				match: 'all',
				conditions: [
					{ is: 'bought-within', value: 90 },
					{ is: 'never-commented', value: null },
				],
			},
			{ match: 'any', conditions: [{ is: 'agreed', value: 'mail' }] },
		],
	});
	expect(rowsOf(definition)).toEqual(segmentRows(values));
});

it('does what its buttons say, and no more than may be asked', () => {
	let rows = segmentRows(values);
	for (let press = 0; press < 20; press++) rows = pressSegmentButton(pressSegmentButton(rows, 'add.0'), 'group');
	expect(rows.groups).toHaveLength(mostGroups);
	expect(rows.groups[0]?.conditions).toHaveLength(mostConditions);
	rows = pressSegmentButton(rows, 'remove.1.0');
	expect(rows.groups).toHaveLength(mostGroups - 1);
	for (const button of ['', 'add.9', 'add.__proto__', 'remove.x.y', 'nothing', 'add.-1'])
		expect(pressSegmentButton(segmentRows(values), button)).toEqual(segmentRows(values));
});

it('gives a question that was changed an answer that fits', () => {
	const changed = { ...values, 'is.0.0': 'joined-within', 'value.0.0': 'mail', 'is.0.1': 'bought', 'value.0.1': '7' };
	expect(pressSegmentButton(segmentRows(changed), 'show').groups[0]?.conditions).toEqual([
		{ is: 'joined-within', value: '30' },
		{ is: 'bought', value: '' },
	]);
});

it.each([
	{ match: 'none' },
	{ groups: [{ conditions: [{ is: 'sql', value: '1' }] }] },
	{ groups: [{ conditions: [{ is: '__proto__', value: 1 }] }] },
	{ groups: [{ conditions: [{ is: 'toString' }] }] },
	{ groups: [{ conditions: [{ is: 'bought-within', value: '1); drop table membership.member; --' }] }] },
	{ groups: [{ conditions: [{ is: 'bought-within', value: -1 }] }] },
	{ groups: [{ conditions: [{ is: 'bought-within', value: 1.5 }] }] },
	{ groups: [{ conditions: [{ is: 'bought-within' }] }] },
	{ groups: [{ conditions: [{ is: 'agreed', value: 'fax' }] }] },
	{ groups: [{ conditions: [{ is: 'label', value: 'all' }] }] },
	{ groups: [{ conditions: [{ is: 'role', value: ['owner'] }] }] },
	{ groups: [{ conditions: [{ is: 'campaign', value: '' }] }] },
	{ groups: [{ conditions: [{ is: 'campaign', value: 'x'.repeat(201) }] }] },
	{ groups: Array.from({ length: 6 }, () => ({ conditions: [] })) },
	{ groups: [{ conditions: Array.from({ length: 11 }, () => ({ is: 'bought' })) }] },
	{ groups: 'x' },
	null,
	[],
])('refuses %j', (definition) => {
	expect(segmentDefinition.safeParse(definition).success).toBe(false);
});
