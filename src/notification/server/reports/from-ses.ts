import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { askOutside } from '#platform/outside/ask-outside.ts';
import { noteReport } from '#notification/server/commands/note-report.ts';
import { readJson } from '#notification/server/reports/read-json.ts';
import type { ReportAnswer } from '#notification/server/reports/receive-report.ts';
import { believeSns, snsHost, SnsMessage, type Sns } from '#notification/server/reports/sns-message.ts';

const address = z.object({ emailAddress: z.string().max(320) });

/** What SES tells (docs.aws.amazon.com/ses, "notification contents"); publishing of events calls its kind `eventType`. */
const Told = z.object({
	notificationType: z.string().optional(),
	eventType: z.string().optional(),
	bounce: z
		.object({
			bounceType: z.string(),
			bounceSubType: z.string().optional(),
			bouncedRecipients: z
				.array(address.extend({ status: z.string().optional(), diagnosticCode: z.string().optional() }))
				.max(50),
		})
		.optional(),
	complaint: z
		.object({
			complainedRecipients: z.array(address).max(50),
			complaintFeedbackType: z.string().nullish(),
		})
		.optional(),
	mail: z
		.object({
			headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
		})
		.optional(),
});

/**
 * Amazon SES over SNS. `topic` is the one topic that is believed; its subscription is confirmed by itself, at the region that
 * the topic's own name says and nowhere else.
 */
export async function fromSes(ctx: Ctx, topic: string, raw: Buffer): Promise<ReportAnswer> {
	const parsed = SnsMessage.safeParse(readJson(raw));
	if (!parsed.success) throw new Problem('webhook.unreadable', 400);
	const message = parsed.data;
	if (message.TopicArn !== topic) throw new Problem('webhook.signature-wrong', 401);
	await believeSns(ctx, message);
	if (message.Type === 'SubscriptionConfirmation') return confirm(ctx, message);
	if (message.Type === 'UnsubscribeConfirmation') return { outcome: 'nothing' };
	return note(ctx, message);
}

async function confirm(ctx: Ctx, { Token, TopicArn }: Sns): Promise<ReportAnswer> {
	if (!Token) throw new Problem('webhook.unreadable', 400);
	const url = new URL(ctx.settings.snsUrl ?? `https://${snsHost(TopicArn)}`);
	url.search = new URLSearchParams({ Action: 'ConfirmSubscription', TopicArn, Token }).toString();
	const answer = await askOutside(ctx.settings, url.href, { privateToo: ctx.settings.snsUrl !== null }).catch(
		() => null,
	);
	// Said as a failure, so that SNS asks again.
	if (answer?.status !== 200) throw new Problem('webhook.not-confirmed', 502);
	ctx.log.info('subscription of SNS confirmed', { topic: TopicArn });
	return { outcome: 'confirmed' };
}

async function note(ctx: Ctx, { Message, MessageId }: Sns): Promise<ReportAnswer> {
	const parsed = Told.safeParse(readJson(Message));
	if (!parsed.success) throw new Problem('webhook.unreadable', 400);
	const { notificationType, eventType, bounce, complaint, mail } = parsed.data;
	const kind = notificationType ?? eventType;
	// SES gives a mail a name of its own; ours stands among the headers that it had, where the topic is told them.
	const messageId = mail?.headers?.find(({ name }) => name.toLowerCase() === 'message-id')?.value ?? null;
	const rows =
		kind === 'Bounce' && bounce
			? bounce.bouncedRecipients.map((one) => ({
					kind: 'bounce' as const,
					email: one.emailAddress,
					lasting: bounce.bounceType === 'Permanent',
					said: one.diagnosticCode ?? one.status ?? [bounce.bounceType, bounce.bounceSubType].filter(Boolean).join(' '),
				}))
			: kind === 'Complaint' && complaint && complaint.complaintFeedbackType !== 'not-spam'
				? complaint.complainedRecipients.map((one) => ({
						kind: 'complaint' as const,
						email: one.emailAddress,
						lasting: true,
						said: complaint.complaintFeedbackType ?? 'complaint',
					}))
				: [];
	let outcome: ReportAnswer['outcome'] = 'nothing';
	for (const [place, row] of rows.entries()) {
		const email = z.email().safeParse(row.email).success ? row.email.toLowerCase() : null;
		// A mail of ours has one receiver: of several, the name of the mail says which it was to nobody.
		const about = rows.length === 1 ? messageId : null;
		outcome = await noteReport(ctx, { door: 'ses', call: `${MessageId} ${place}`, ...row, email, messageId: about });
	}
	return { outcome };
}
