import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { mailSender } from '#platform/mail/mail-sender.ts';
import { suppressAddress } from '#notification/server/commands/suppress-address.ts';
import { composeLetter, type LetterDraft } from '#notification/server/missive/compose-letter.ts';
import { printMissive } from '#notification/server/missive/print-missive.ts';
import { readMissive, type Missive } from '#notification/server/missive/read-missive.ts';
import { settleMissive, skipMissive } from '#notification/server/missive/settle-missive.ts';
import { noteDoubtfulMissives, takeMissives, type TakenMissive } from '#notification/server/missive/take-missives.ts';
import { writeDigest } from '#notification/server/missive/write-digest.ts';
import { writeSummary } from '#notification/server/missive/write-summary.ts';
import { writeWelcome } from '#notification/server/missive/write-welcome.ts';
import { sendInLanes } from '#notification/server/sending/send-in-lanes.ts';
import type { Lane } from '#notification/server/sending/smtp-lane.ts';
import type { Matter } from '#notification/cadence.ts';

/** Who writes what; null: there is nothing to say, and nothing is sent. */
const writers: Record<Matter, (ctx: Ctx, missive: Missive) => Promise<LetterDraft | null>> = {
	digest: writeDigest,
	welcome: writeWelcome,
	summary: writeSummary,
};

/** Every minute: sends the letters to single members whose time has come, each once, made of what they may read at this moment. */
export const keepMissives = job(
	'notification.keep-missives',
	{ every: '* * * * *', retries: 0, patient: true },
	async (ctx) => {
		if (!ctx.settings.smtpUrl) return;
		const doubtful = await noteDoubtfulMissives(ctx);
		if (doubtful) ctx.log.warn('letters in doubt after a process died', { doubtful });
		await sendInLanes(ctx, ctx.settings.smtpUrl, takeMissives, send);
	},
);

/** Sends one. False: the mail server takes nothing now. */
async function send(ctx: Ctx, taken: TakenMissive, lane: Lane): Promise<boolean> {
	const missive = await readMissive(ctx, taken.id);
	const draft = 'reason' in missive ? null : await writers[missive.matter](ctx, missive);
	if ('reason' in missive || !draft) {
		await skipMissive(ctx, taken, 'reason' in missive ? missive.reason : 'nothing');
		return true;
	}
	const mail = await printMissive(ctx, missive, await composeLetter(ctx, { ...missive, kind: missive.matter }, draft));
	const verdict = await lane.deliver(mailSender(ctx), missive.email, mail);
	await settleMissive(ctx, taken, verdict);
	if (verdict.kind === 'refused' && verdict.bounce)
		await suppressAddress(ctx, { email: missive.email, reason: 'bounce', note: verdict.said });
	return verdict.kind !== 'server';
}
