import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { HeardCall, MessageKind, Webhook } from '#network/webhook.ts';

const Event = z.object({
	type: z.string(),
	mode: z.string().optional(),
	timestamp: z.number(),
	source: z.object({ type: z.string(), userId: z.string().optional() }).optional(),
	message: z
		.object({
			id: z.string(),
			type: z.string(),
			text: z.string().optional(),
			keywords: z.array(z.string()).optional(),
			title: z.string().nullish(),
			address: z.string().nullish(),
			fileName: z.string().optional(),
		})
		.optional(),
	unsend: z.object({ messageId: z.string() }).optional(),
});
const Call = z.object({ destination: z.string(), events: z.array(z.unknown()) });

/** What LINE calls things, as this product does. */
const kinds: Record<string, MessageKind> = {
	text: 'text',
	sticker: 'sticker',
	image: 'picture',
	video: 'video',
	audio: 'sound',
	file: 'file',
	location: 'place',
};

/**
 * How LINE calls: signed with the secret of the channel that it is about. What it tells cannot be read again, so it is taken down as
 * told; a call that comes twice tells the same message by the same number. Groups are others' rooms: nothing of them is kept.
 */
export const lineWebhook: Webhook = {
	challenge: () => null,
	hear(_ctx, _app, headers, raw, _word, accounts = []) {
		const given = headers.get('x-line-signature') ?? '';
		const signed = accounts.filter(({ connection }) => signs(connection['secret'], raw, given));
		if (!signed.length) return null;
		let value: unknown;
		try {
			value = JSON.parse(raw.toString('utf8'));
		} catch {
			return [];
		}
		const call = Call.safeParse(value).data;
		// A channel's key speaks for that channel alone.
		if (!call || !signed.some(({ id }) => id === call.destination)) return [];
		return call.events.flatMap((one) => toldBy(call.destination, Event.safeParse(one).data));
	},
};

function toldBy(account: string, event: z.output<typeof Event> | undefined): HeardCall[] {
	// In `standby` another program answers for the account.
	if (!event || event.mode === 'standby') return [];
	const { source, message, unsend } = event;
	if (source?.type !== 'user' || !source.userId) return [];
	if (event.type === 'unsend' && unsend) return [{ account, unwritten: unsend.messageId }];
	const kind = message && kinds[message.type];
	if (event.type !== 'message' || !message || !kind) return [];
	const text =
		kind === 'sticker'
			? (message.keywords ?? []).slice(0, 3).join(' ')
			: (message.text ?? message.fileName ?? [message.title, message.address].filter(Boolean).join(' '));
	return [{ account, person: source.userId, message: { id: message.id, kind, text, sent: new Date(event.timestamp) } }];
}

function signs(secret: string | undefined, raw: Buffer, given: string): boolean {
	if (!secret) return false;
	const [left, right] = [createHmac('sha256', secret).update(raw).digest(), Buffer.from(given, 'base64')];
	return left.length === right.length && timingSafeEqual(left, right);
}
