import { expect, it } from 'vitest';
import { codeIn, readableCode, ticketAddress } from '#gathering/ticket.ts';
import { signUpState, type Occasion } from '#gathering/gathering.ts';

it.each([
	['k7mwp3xq', 'k7mwp3xq'],
	[' K7MW-P3XQ ', 'k7mwp3xq'],
	['Ｋ７ＭＷ　Ｐ３ＸＱ', 'k7mwp3xq'],
	[ticketAddress('https://brand.example', 'k7mwp3xq'), 'k7mwp3xq'],
	['https://brand.example/console/events/door?a=b&code=k7mwp3xq#x', 'k7mwp3xq'],
	['k7mwp3x', null],
	['k7mwp3x1', null],
	['https://elsewhere.example/', null],
	['', null],
])('finds in "%s" the code %s', (text, code) => expect(codeIn(text)).toBe(code));

it('is read out in two halves', () => expect(codeIn(readableCode('k7mwp3xq'))).toBe('k7mwp3xq'));

const at = (hour: number) => new Date(Date.UTC(2026, 10, 27, hour));
const occasion: Occasion = {
	begins: at(10),
	ends: at(12),
	capacity: 2,
	taken: 1,
	opens: at(2),
	closes: at(8),
	cancelled: null,
};

it.each([
	['soon', at(1), {}],
	['open', at(2), {}],
	['waiting', at(2), { taken: 2 }],
	['waiting', at(2), { taken: 3 }],
	['open', at(2), { capacity: null, taken: 999 }],
	['closed', at(8), {}],
	['open', at(9), { closes: null }],
	['closed', at(10), { closes: null }],
	['closed', at(10), { closes: at(11) }],
	['over', at(12), {}],
	['cancelled', at(2), { cancelled: at(1) }],
	['cancelled', at(13), { cancelled: at(1) }],
] as const)('signing up is %s', (state, now, more) => expect(signUpState({ ...occasion, ...more }, now)).toBe(state));
