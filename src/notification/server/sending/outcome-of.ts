import { nextTry } from '#notification/server/sending/next-try.ts';
import type { Outcome, Taken } from '#notification/server/sending/turn.ts';
import type { Verdict } from '#notification/server/sending/verdict.ts';

/** What a conversation about a receiver comes to. */
export function outcomeOf(row: Taken, verdict: Verdict, now: Date): Outcome {
	const { id } = row;
	switch (verdict.kind) {
		case 'sent':
			return { id, kind: 'sent' };
		case 'refused':
			return { id, kind: 'failed', reason: verdict.bounce ? 'bounced' : 'refused', said: verdict.said };
		case 'later': {
			const next_try = nextTry(row.tries, now);
			if (!next_try) return { id, kind: 'failed', reason: 'gave-up', said: verdict.said };
			return { id, kind: 'later', reason: 'later', said: verdict.said, next_try };
		}
		default:
			return { id, kind: 'unconfirmed', reason: 'broken-off', said: verdict.said };
	}
}
