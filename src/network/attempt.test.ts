import { expect, it } from 'vitest';
import { notReached } from '#network/attempt.ts';
import { NetworkProblem } from '#network/network-problem.ts';

it.each([
	['a passing trouble', new NetworkProblem('transient'), false, 'again'],
	['a passing trouble', new NetworkProblem('transient'), true, 'again'],
	['what no network said, such as a lost database', new Error('connection lost'), false, 'again'],
	['what no network said, after a call that may have done it', new Error('connection lost'), true, 'unconfirmed'],
	['an account that is gone', new NetworkProblem('auth-revoked'), false, 'failed'],
	[
		'an account that is gone, after a call that may have done it',
		new NetworkProblem('auth-revoked'),
		true,
		'unconfirmed',
	],
] as const)('%s (unsure %#) before the call', (_, error, unsure, kind) => {
	expect(notReached(error, unsure)).toMatchObject({ kind });
});
