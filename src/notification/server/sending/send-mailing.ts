import type { Ctx } from '#platform/context/context.ts';
import { mailSender } from '#platform/mail/mail-sender.ts';
import { findMailbox } from '#notification/server/commands/keep-mailbox.ts';
import { suppressAddress } from '#notification/server/commands/suppress-address.ts';
import type { FixedLetter } from '#notification/server/letter/letter.ts';
import { mailPrinter } from '#notification/server/letter/print-mail.ts';
import { returnAddress } from '#notification/server/mailbox/return-address.ts';
import { allowed, interval, type Pace } from '#notification/server/sending/pace.ts';
import { outcomeOf } from '#notification/server/sending/outcome-of.ts';
import { patientTurn } from '#notification/server/sending/patient-turn.ts';
import { smtpLanes } from '#notification/server/sending/smtp-lane.ts';
import type { Outcome, Taken } from '#notification/server/sending/turn.ts';
import type { Verdict } from '#notification/server/sending/verdict.ts';

/** Conversations at a time, receivers taken at a time, and how few may wait before more are taken. */
const lanes = 8;
const batch = 24;
const low = 12;
/** The longest wait between two turns, in milliseconds: a pause, a stop and the end of the process are heard of by then. */
const rest = 500;
/** So many refusals in a row are not about the receivers. */
const refusalsInARow = 50;

/** A mailing that this process sends. */
export interface Sending {
	mailing: number;
	worker: string;
	smtpUrl: string;
	letter: FixedLetter;
	pace: Pace;
	/** Says when this process shall let go. */
	signal: AbortSignal;
}

/** How it ended: nobody is left to be tried now; somebody else's word ended it; or the mail server did. */
export type Ended = { kind: 'through' | 'held' } | { kind: 'server' | 'refused'; said: string };

/**
 * Sends a mailing as far as it goes now: several conversations at a time, and between them one statement that writes
 * down what came of the last ones and takes the next. Memory does not grow with the number of receivers.
 */
export async function sendMailing(ctx: Ctx, sending: Sending): Promise<Ended> {
	const { mailing, worker, signal } = sending;
	const begun = performance.now();
	const later = (): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + Math.round(performance.now() - begun)) });
	const print = mailPrinter(ctx.site, mailing, sending.letter);
	const sender = mailSender(ctx);
	const returning = (await findMailbox(ctx))?.address ?? null;
	const fromOf = (row: Taken): string => (returning ? returnAddress(ctx.site, returning, row.id) : sender);
	const openLane = await smtpLanes(sending.smtpUrl);
	const between = interval(sending.pace);
	let next = begun - between;
	const queue: Taken[] = [];
	const outcomes: Outcome[] = [];
	let inFlight = 0;
	let refusals = 0;
	// Everybody up to this one was taken; who was given back meanwhile is found by starting over once.
	let after = 0;
	let ended: Ended | null = null;
	// Somebody has something to tell the main loop; it is rung only when that would make it do something.
	let poked = false;
	let ring = (): void => undefined;
	const enough = (): boolean => queue.length >= low && outcomes.length < batch && !ended;
	const wake = (): void => {
		poked = true;
		if (!enough()) ring();
	};

	const settle = (row: Taken, verdict: Verdict): void => {
		inFlight--;
		if (verdict.kind === 'server') outcomes.push({ id: row.id, kind: 'back' });
		else outcomes.push(outcomeOf(row, verdict, later().now));
		refusals = verdict.kind === 'refused' && !verdict.bounce ? refusals + 1 : verdict.kind === 'sent' ? 0 : refusals;
		if (verdict.kind === 'server') ended ??= { kind: 'server', said: verdict.said };
		else if (verdict.kind === 'refused' && refusals >= refusalsInARow)
			ended ??= { kind: 'refused', said: verdict.said };
	};
	const bounce = async (row: Taken, verdict: Verdict): Promise<void> => {
		if (verdict.kind !== 'refused' || !verdict.bounce) return;
		try {
			await suppressAddress(later(), { email: row.email, reason: 'bounce', note: verdict.said });
		} catch (error) {
			ctx.log.error('bounced address not suppressed', { error });
		}
	};

	let running = 0;
	const work = async (): Promise<void> => {
		const lane = openLane();
		running++;
		try {
			while (!ended || queue.length) {
				const row = queue.shift();
				if (!row) {
					if (ended) return;
					await resting();
					continue;
				}
				if (ended || signal.aborted) {
					outcomes.push({ id: row.id, kind: 'back' });
					continue;
				}
				inFlight++;
				const verdict = await lane.deliver(fromOf(row), row.email, print({ ...row, delivery: row.id }, later().now));
				if (verdict.kind === 'server' && running > 1 && !ended) {
					// The server takes fewer conversations at a time: the others go on.
					inFlight--;
					queue.unshift(row);
					return;
				}
				settle(row, verdict);
				await bounce(row, verdict);
				wake();
			}
		} finally {
			running--;
			lane.close();
			wake();
		}
	};
	const idle = new Set<() => void>();
	const resting = (): Promise<void> => new Promise((resolve) => idle.add(resolve));
	const rouse = (): void => {
		for (const one of idle) one();
		idle.clear();
	};

	const crew = Array.from({ length: lanes }, work);
	try {
		for (;;) {
			const room = queue.length < low && !ended && !signal.aborted ? batch : 0;
			const may = allowed(between, next, performance.now(), room);
			next = may.next;
			const { held, live, rows } = await patientTurn(later, mailing, worker, outcomes, may.count, after);
			for (const row of rows) {
				if (row.reason) outcomes.push({ id: row.id, kind: 'skipped', reason: row.reason });
				else queue.push(row);
			}
			rouse();
			const over = may.count > 0 && !rows.length && after > 0;
			after = over ? 0 : (rows.at(-1)?.id ?? after);
			if (!held || !live || signal.aborted) ended ??= { kind: 'held' };
			const waiting = queue.length + inFlight + outcomes.length;
			if (!waiting && (ended || (may.count && !rows.length && !over))) break;
			if (over && !ended) continue;
			if (outcomes.length && !queue.length && !inFlight) continue;
			if (!poked || enough())
				await new Promise<void>((resolve) => {
					const timer = setTimeout(resolve, between ? Math.min(rest, Math.max(5, between)) : rest);
					ring = () => {
						clearTimeout(timer);
						resolve();
					};
				});
			poked = false;
		}
	} finally {
		ended ??= { kind: 'through' };
		rouse();
		await Promise.all(crew);
	}
	return ended;
}
