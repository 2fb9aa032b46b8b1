import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Told, Webhook } from '#network/webhook.ts';

const Chat = z.object({ id: z.number(), title: z.string().optional(), username: z.string().optional() });
const Origin = z.object({
	is_automatic_forward: z.boolean().optional(),
	forward_origin: z.object({ type: z.string(), chat: Chat.optional(), message_id: z.number().optional() }).optional(),
	message_id: z.number(),
});
const Update = z.object({
	message: z
		.object({
			message_id: z.number(),
			date: z.number(),
			chat: Chat,
			text: z.string().optional(),
			caption: z.string().optional(),
			from: z.object({ first_name: z.string(), last_name: z.string().optional(), is_bot: z.boolean() }).optional(),
			sender_chat: Chat.optional(),
			reply_to_message: Origin.optional(),
			is_automatic_forward: z.boolean().optional(),
		})
		.optional(),
});

/**
 * How Telegram calls: with the word that it was given. What it tells cannot be read again, so it is taken down as told. A
 * comment stands in the group of a channel, as an answer to the post that was carried there, or to another comment.
 */
export const telegramWebhook: Webhook = {
	challenge: () => null,
	hear(_ctx, _app, headers, raw, word) {
		if (!same(headers.get('x-telegram-bot-api-secret-token') ?? '', word)) return null;
		let value: unknown;
		try {
			value = JSON.parse(raw.toString('utf8'));
		} catch {
			return [];
		}
		const told = toldBy(Update.safeParse(value).data?.message);
		return told ? [told] : [];
	},
};

type Message = NonNullable<z.output<typeof Update>['message']>;

function toldBy(message: Message | undefined): Told | null {
	const answered = message?.reply_to_message;
	const text = message?.text ?? message?.caption;
	if (!message || !answered || !text || message.is_automatic_forward) return null;
	const { chat, sender_chat: as, from } = message;
	const id = (number: number): string => `${chat.id}/${number}`;
	const origin = answered.is_automatic_forward ? answered.forward_origin : undefined;
	const post =
		origin?.chat && origin.message_id ? { account: String(origin.chat.id), post: String(origin.message_id) } : null;
	const name = as?.title ?? [from?.first_name, from?.last_name].filter(Boolean).join(' ');
	return {
		under: post ?? { comment: id(answered.message_id) },
		said: {
			id: id(message.message_id),
			url: chat.username ? `https://t.me/${chat.username}/${message.message_id}` : null,
			parent: post ? null : id(answered.message_id),
			author: { name, url: as?.username ? `https://t.me/${as.username}` : null },
			text,
			posted: new Date(message.date * 1000),
			// Who speaks as the group or as the channel is one of us; so is our bot.
			own: as?.id === chat.id || (post !== null && String(as?.id) === post.account) || from?.is_bot === true,
		},
	};
}

const same = (given: string, expected: string): boolean => {
	const [left, right] = [Buffer.from(given), Buffer.from(expected)];
	return expected.length > 0 && left.length === right.length && timingSafeEqual(left, right);
};
