import { createVerify, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { askOutside } from '#platform/outside/ask-outside.ts';
import { topicArn } from '#notification/door.ts';

const text = z.string().max(300_000);

/** A message of Amazon SNS as it is posted to an address (docs.aws.amazon.com/sns, "HTTP/HTTPS message formats"). */
export const SnsMessage = z.object({
	Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
	MessageId: z.string().min(1).max(100),
	TopicArn: z.string().max(400),
	Message: text,
	Subject: text.nullish(),
	Timestamp: z.iso.datetime(),
	Token: text.optional(),
	SubscribeURL: text.optional(),
	SignatureVersion: z.enum(['1', '2']),
	Signature: z.base64().max(2000),
	SigningCertURL: z.string().max(500),
});
export type Sns = z.output<typeof SnsMessage>;

/** Where the region of a topic is reached. */
export function snsHost(topic: string): string {
	const [, partition, region] = topicArn.exec(topic) ?? [];
	return `sns.${region ?? ''}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
}

/** How long SNS may take to tell us, in milliseconds: by default it tries for hours, under the same name. */
const delay = 12 * 3_600_000;

/**
 * Believes a message or throws `webhook.signature-wrong`, `webhook.signature-old`. Its certificate is fetched over https from
 * SNS of the topic's own region and from nowhere else, must be in force and be made out to SNS; the signature is over the
 * fields that the kind of message has, in the order of the vendor's documentation ("Verifying the signatures of Amazon SNS
 * messages"). Whether it is the right topic was asked before anything is fetched.
 */
export async function believeSns(ctx: Ctx, message: Sns): Promise<void> {
	const wrong = (): Problem => new Problem('webhook.signature-wrong', 401);
	const certificate = await findCertificate(ctx, message).catch((error: unknown) => {
		ctx.log.warn('certificate of SNS not had', { error });
		throw wrong();
	});
	if (!certificate || !inForce(certificate, ctx.now)) throw wrong();
	const verify = createVerify(message.SignatureVersion === '2' ? 'sha256' : 'sha1').update(toSign(message));
	if (!verify.verify(certificate.publicKey, message.Signature, 'base64')) throw wrong();
	if (Math.abs(ctx.now.getTime() - Date.parse(message.Timestamp)) > delay)
		throw new Problem('webhook.signature-old', 401);
}

/** Name and value of each field in a line of its own, sorted by name; a subject that is not there is left out. */
function toSign(message: Sns): string {
	const names: (keyof Sns)[] =
		message.Type === 'Notification'
			? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
			: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
	return names
		.filter((name) => message[name] !== undefined && message[name] !== null)
		.map((name) => `${name}\n${message[name] ?? ''}\n`)
		.join('');
}

/** Those that were fetched, by their address; the address of another certificate is another. */
const known = new Map<string, X509Certificate>();

async function findCertificate(ctx: Ctx, { SigningCertURL: named, TopicArn }: Sns): Promise<X509Certificate | null> {
	if (!URL.canParse(named)) return null;
	const url = new URL(named);
	const plain = !url.username && !url.password && !url.search && !url.hash && !url.port;
	if (url.protocol !== 'https:' || url.hostname !== snsHost(TopicArn) || !plain) return null;
	if (!/^\/[A-Za-z0-9._-]{1,120}\.pem$/.test(url.pathname)) return null;
	const { snsUrl } = ctx.settings;
	const address = snsUrl ? new URL(url.pathname, snsUrl).href : url.href;
	const before = known.get(address);
	if (before) return before;
	const answer = await askOutside(ctx.settings, address, { most: 50_000, privateToo: snsUrl !== null });
	if (answer.status !== 200) return null;
	const certificate = new X509Certificate(answer.body);
	if (known.size >= 20) known.clear();
	known.set(address, certificate);
	return certificate;
}

/** Made out to SNS (some regions sign as `sns-signing.REGION`), and neither too early nor too late. */
const inForce = (certificate: X509Certificate, now: Date): boolean =>
	/^CN=sns(?:-signing)?\.(?:[a-z0-9-]+\.)?amazonaws\.com(?:\.cn)?$/m.test(certificate.subject) &&
	Date.parse(certificate.validFrom) <= now.getTime() &&
	now.getTime() < Date.parse(certificate.validTo);
