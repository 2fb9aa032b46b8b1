import { expect, it } from 'vitest';
import { columnsOf, csvCell, personOf } from '#membership/member-list.ts';

it.each([
	[['電子郵件', '名字'], { email: 0, name: 1 }],
	[['Email Address', 'First Name', 'Last Name', 'OPTIN_TIME'], { email: 0, first: 1, last: 2, joined: 3 }],
	[['EMAIL', 'FNAME', 'LNAME'], { email: 0, first: 1, last: 2 }],
	[
		['id', 'email', 'name', 'subscribed_to_emails', 'labels', 'created_at'],
		{ email: 1, name: 2, mail: 3, labels: 4, joined: 5 },
	],
	[['ＥＭＡＩＬ', 'email', 'role', '__proto__', 'constructor'], { email: 0 }],
	[['name', 'role'], null],
	[[], null],
])('%j are %j', (headings, columns) => {
	expect(columnsOf(headings)).toEqual(columns);
});

const columns = { email: 0, name: 1, joined: 2, mail: 3, labels: 4 };
it('reads a row as a person', () => {
	expect(personOf([' Mei@Example.com', '陳美惠', '2024-05-01 08:00:00', 'TRUE', 'VIP、常客'], columns)).toEqual({
		email: 'mei@example.com',
		name: '陳美惠',
		joined: new Date('2024-05-01T08:00:00Z'),
		locale: null,
		mail: true,
		agreed: null,
		labels: ['VIP', '常客'],
	});
	expect(personOf(['a@b.example'], columns)).toMatchObject({ name: 'a', mail: null, joined: null });
	expect(personOf(['a@b.example', '', '', 'unsubscribed'], columns)).toMatchObject({ mail: false });
	expect(personOf(['a@b.example', '小明', '王'], { email: 0, first: 1, last: 2 })).toMatchObject({ name: '王小明' });
	expect(personOf(['a@b.example', 'Anna', 'Lee'], { email: 0, first: 1, last: 2 })).toMatchObject({ name: 'Anna Lee' });
});

it.each([
	[['', 'x'], 'email'],
	[['not an address', 'x'], 'email'],
	[['a@b.example\n', '\u202eevil'], 'name'],
	[['a@b.example', 'http://spam.example'], 'name'],
	[['a@b.example', 'x', 'yesterday'], 'joined'],
	[['a@b.example', 'x', '0001-01-01'], 'joined'],
])('refuses the row %j for its %s', (cells, column) => {
	expect(personOf(cells, columns)).toMatchObject({ column });
});

it.each(['=1+1', '+886912', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'])(
	'writes %j so that no spreadsheet counts it',
	(text) => {
		expect(csvCell(text).startsWith(`"'`)).toBe(true);
	},
);
it('writes quotes and line breaks as CSV does, and reads a guarded name back as it was', () => {
	expect(csvCell('他說 "好"\n真的')).toBe('"他說 ""好""\n真的"');
	expect(personOf(['a@b.example', "'+1 樂團"], columns)).toMatchObject({ name: '+1 樂團' });
});
