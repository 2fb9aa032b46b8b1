import type { Ctx } from '#platform/context/context.ts';
import { smtpLanes, type Lane } from '#notification/server/sending/smtp-lane.ts';

/** Conversations with the mail server at a time, and mails taken at a time: a death leaves few in doubt. */
const lanes = 3;
/** Mails of one run; the next minute goes on. */
const enough = 600;

/**
 * Takes what is due, a few at a time, and sends it, until nothing waits, enough is sent or the mail server takes nothing (`send`
 * says false). The lanes are opened when there is something to send.
 */
export async function sendInLanes<T>(
	ctx: Ctx,
	smtpUrl: string,
	take: (ctx: Ctx, asked: { most: number }) => Promise<{ taken: T[]; waiting: boolean }>,
	send: (ctx: Ctx, one: T, lane: Lane) => Promise<boolean>,
): Promise<void> {
	const begun = performance.now();
	const later = (): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + Math.round(performance.now() - begun)) });
	const open: Lane[] = [];
	try {
		for (let count = 0; count < enough;) {
			const { taken, waiting } = await take(later(), { most: lanes });
			if (taken.length && !open.length) {
				const openLane = await smtpLanes(smtpUrl);
				open.push(...Array.from({ length: lanes }, () => openLane()));
			}
			const well = await Promise.all(taken.map((one, index) => send(later(), one, open[index] as Lane)));
			if (!well.every(Boolean) || !waiting) return;
			count += Math.max(1, taken.length);
		}
	} finally {
		for (const lane of open) lane.close();
	}
}
