import { expect, it } from 'vitest';
import { readRange } from '#web/read-range.ts';

it.each([
	[null, null],
	['bytes=0-', { first: 0, last: 99 }],
	['bytes=10-19', { first: 10, last: 19 }],
	['bytes=90-500', { first: 90, last: 99 }],
	['bytes=-10', { first: 90, last: 99 }],
	['bytes=-500', { first: 0, last: 99 }],
	['bytes=100-', 'unsatisfiable'],
	['bytes=-0', 'unsatisfiable'],
	['bytes=20-10', null],
	['bytes=0-1,5-6', null],
	['bytes=a-b', null],
	['bytes=-', null],
	['lines=0-1', null],
])('%s of 100 bytes', (header, range) => expect(readRange(header, 100)).toEqual(range));
