import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { mailSender } from '#platform/mail/mail-sender.ts';
import { printBundle } from '#notification/server/bundle/print-bundle.ts';
import { readBundle } from '#notification/server/bundle/read-bundle.ts';
import { readTalkBundle } from '#notification/server/bundle/read-talk-bundle.ts';
import { settleBundle, skipBundle } from '#notification/server/bundle/settle-bundle.ts';
import { noteDoubtful, takeBundles, type TakenBundle } from '#notification/server/bundle/take-bundles.ts';
import { writeBundle } from '#notification/server/bundle/write-bundle.ts';
import { writeTalkBundle } from '#notification/server/bundle/write-talk-bundle.ts';
import { suppressAddress } from '#notification/server/commands/suppress-address.ts';
import { replyAddress } from '#notification/server/reply/reply-address.ts';
import { sendInLanes } from '#notification/server/sending/send-in-lanes.ts';
import type { Lane } from '#notification/server/sending/smtp-lane.ts';

/** Every minute: mails what members were told of and have not read yet, each bundle once, when its time has come. */
export const keepBundles = job(
	'notification.keep-bundles',
	{ every: '* * * * *', retries: 0, patient: true },
	async (ctx) => {
		if (!ctx.settings.smtpUrl) return;
		const doubtful = await noteDoubtful(ctx);
		if (doubtful) ctx.log.warn('mails of notices in doubt after a process died', { doubtful });
		await sendInLanes(ctx, ctx.settings.smtpUrl, takeBundles, send);
	},
);

/** Sends one. False: the mail server takes nothing now. */
async function send(ctx: Ctx, taken: TakenBundle, lane: Lane): Promise<boolean> {
	const bundle = await (taken.talk === null ? readBundle(ctx, taken.id) : readTalkBundle(ctx, taken.id));
	if ('reason' in bundle) {
		await skipBundle(ctx, taken, bundle.reason);
		return true;
	}
	// A private message is answered in the house alone: other companies keep mails.
	const replyTo = 'talk' in bundle ? null : await replyAddress(ctx, bundle.id);
	const words =
		'talk' in bundle ? await writeTalkBundle(ctx, bundle) : await writeBundle(ctx, bundle, replyTo !== null);
	const mail = await printBundle(ctx, bundle, words, replyTo);
	const verdict = await lane.deliver(mailSender(ctx), bundle.email, mail);
	await settleBundle(ctx, taken, verdict);
	if (verdict.kind === 'refused' && verdict.bounce)
		await suppressAddress(ctx, { email: bundle.email, reason: 'bounce', note: verdict.said });
	if (verdict.kind === 'server') ctx.log.warn('mail server does not take mails of notices', { said: verdict.said });
	return verdict.kind !== 'server';
}
