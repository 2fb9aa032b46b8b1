import { nextTry } from '#notification/server/sending/next-try.ts';
import type { Verdict } from '#notification/server/sending/verdict.ts';

/** Until a mail server that takes nothing is asked again, in minutes. */
const serverPause = 3;

/** What is written down of a mail to one member after its try; one that was refused for now waits for another. */
export function settled(verdict: Verdict, tries: number, now: Date) {
	const said = 'said' in verdict ? verdict.said : null;
	if (verdict.kind === 'sent') return { sent: now };
	if (verdict.kind === 'unknown') return { unconfirmed: now, reason: 'broken-off', said };
	if (verdict.kind === 'refused') return { failed: now, reason: verdict.bounce ? 'bounced' : 'refused', said };
	// Nothing was handed over: it is the server that is not well, and no try of this mail.
	if (verdict.kind === 'server') {
		const due = new Date(now.getTime() + serverPause * 60_000);
		return { taken: null, tries: tries - 1, due, reason: 'server', said };
	}
	const next = nextTry(tries, now);
	return next ? { taken: null, due: next, reason: 'later', said } : { failed: now, reason: 'gave-up', said };
}
