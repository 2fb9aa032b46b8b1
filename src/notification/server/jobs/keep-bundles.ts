import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { mailSender } from '#platform/mail/mail-sender.ts';
import { printBundle } from '#notification/server/bundle/print-bundle.ts';
import { readBundle } from '#notification/server/bundle/read-bundle.ts';
import { settleBundle, skipBundle } from '#notification/server/bundle/settle-bundle.ts';
import { noteDoubtful, takeBundles, type TakenBundle } from '#notification/server/bundle/take-bundles.ts';
import { writeBundle } from '#notification/server/bundle/write-bundle.ts';
import { suppressAddress } from '#notification/server/commands/suppress-address.ts';
import { replyAddress } from '#notification/server/reply/reply-address.ts';
import { smtpLanes, type Lane } from '#notification/server/sending/smtp-lane.ts';

/** Conversations with the mail server at a time, and mails taken at a time: a death leaves few in doubt. */
const lanes = 3;
/** Mails of one run; the next minute goes on. */
const enough = 600;

/** Every minute: mails what members were told of and have not read yet, each bundle once, when its time has come. */
export const keepBundles = job(
	'notification.keep-bundles',
	{ every: '* * * * *', retries: 0, patient: true },
	async (ctx) => {
		if (!ctx.settings.smtpUrl) return;
		const doubtful = await noteDoubtful(ctx);
		if (doubtful) ctx.log.warn('mails of notices in doubt after a process died', { doubtful });
		const begun = performance.now();
		const later = (): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + Math.round(performance.now() - begun)) });
		const open: Lane[] = [];
		try {
			for (let count = 0; count < enough;) {
				const { taken, waiting } = await takeBundles(later(), { most: lanes });
				if (taken.length && !open.length) open.push(...(await openLanes(ctx.settings.smtpUrl)));
				const well = await Promise.all(taken.map((bundle, index) => send(later(), bundle, open[index] as Lane)));
				if (!well.every(Boolean) || !waiting) return;
				count += Math.max(1, taken.length);
			}
		} finally {
			for (const lane of open) lane.close();
		}
	},
);

async function openLanes(smtpUrl: string): Promise<Lane[]> {
	const openLane = await smtpLanes(smtpUrl);
	return Array.from({ length: lanes }, () => openLane());
}

/** Sends one. False: the mail server takes nothing now. */
async function send(ctx: Ctx, taken: TakenBundle, lane: Lane): Promise<boolean> {
	const bundle = await readBundle(ctx, taken.id);
	if ('reason' in bundle) {
		await skipBundle(ctx, taken, bundle.reason);
		return true;
	}
	const replyTo = await replyAddress(ctx, bundle.id);
	const mail = await printBundle(ctx, bundle, await writeBundle(ctx, bundle, replyTo !== null), replyTo);
	const verdict = await lane.deliver(mailSender(ctx), bundle.email, mail);
	await settleBundle(ctx, taken, verdict);
	if (verdict.kind === 'refused' && verdict.bounce)
		await suppressAddress(ctx, { email: bundle.email, reason: 'bounce', note: verdict.said });
	if (verdict.kind === 'server') ctx.log.warn('mail server does not take mails of notices', { said: verdict.said });
	return verdict.kind !== 'server';
}
