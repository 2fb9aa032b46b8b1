import { z } from 'zod';
import type { Body } from '#network/call-api.ts';
import { outgoingText } from '#network/compose.ts';
import type { Network, OwnAccount, Published } from '#network/network.ts';
import { NetworkProblem, unlessGone } from '#network/network-problem.ts';
import { untold } from '#network/reach.ts';
import { callTelegram } from '#network/telegram/call-telegram.ts';
import { Chat, makeSure, telegramChannel, telegramFields } from '#network/telegram/connect-telegram.ts';
import { telegramText } from '#network/telegram/messages/index.ts';
import { telegramLimits } from '#network/telegram/telegram-limits.ts';
import { telegramWebhook } from '#network/telegram/telegram-webhook.ts';

const Message = z.object({ message_id: z.number() });

/**
 * A Telegram channel by a bot. Nothing stands against a second post and nothing that stands there can be listed: what was
 * not answered is for a person. What is said in the channel's group is told once and cannot be asked again.
 */
export function telegramNetwork(): Network {
	const standing = ({ id, connection }: OwnAccount, message: number): Published => ({
		id: String(message),
		url: `https://t.me/${connection['username'] ?? `c/${id.replace(/^-100/, '')}`}/${message}`,
	});

	return {
		name: 'telegram',
		title: (locale) => telegramText(locale)('title'),
		needs: (locale) => {
			const say = telegramText(locale);
			return {
				needed: [say('need.bot'), say('need.admin'), say('need.group')],
				notes: [say('note.comments'), say('note.unsure'), say('note.found')],
			};
		},
		limits: telegramLimits,
		idempotency: { by: 'nothing' },
		version: () => ({ name: 'Bot API 10.1', ends: null }),
		connecting: { by: 'token', fields: telegramFields, connect: telegramChannel },
		async subscribe(ctx, account, { url, word }) {
			const json = { url, secret_token: word, allowed_updates: ['message'] };
			await callTelegram(ctx, account, z.boolean(), { method: 'setWebhook', body: { json } });
		},
		async check(ctx, account) {
			const body = { json: { chat_id: account.id } };
			const chat = await callTelegram(ctx, account, Chat, { method: 'getChat', body });
			await makeSure(ctx, account.connection, account.id);
			const followers = await callTelegram(ctx, account, z.number(), { method: 'getChatMemberCount', body });
			return { name: chat.title, followers };
		},
		async publish(ctx, account, post) {
			const text = outgoingText(post, telegramLimits);
			const [picture] = post.pictures ?? [];
			let [method, body]: [string, Body] = ['sendMessage', { json: { chat_id: account.id, text } }];
			if (picture) {
				const parts = new FormData();
				parts.set('chat_id', account.id);
				if (text) parts.set('caption', text);
				parts.set('photo', new Blob([new Uint8Array(await picture.read())], { type: picture.type }), 'photo');
				[method, body] = ['sendPhoto', { parts }];
			}
			const { message_id: id } = await callTelegram(ctx, account, Message, { method, body, creating: true });
			return standing(account, id);
		},
		findPublished: () => Promise.resolve('cannot-tell'),
		// So one that was not answered and that a person has seen has its comments like any other.
		recognise: (address) => /^https:\/\/t\.me\/(?:c\/\d+|[A-Za-z]\w+)\/(\d+)(?:\?|$)/.exec(address)?.[1] ?? null,
		async edit(ctx, account, post, change) {
			const text = outgoingText(change, telegramLimits);
			const what = { chat_id: account.id, message_id: Number(post) };
			const [method, json] = change.pictures?.length
				? ['editMessageCaption', { ...what, caption: text }]
				: ['editMessageText', { ...what, text }];
			try {
				await callTelegram(ctx, account, Message, { method, body: { json } });
			} catch (error) {
				// It reads so already.
				if (error instanceof NetworkProblem && /not modified/.test(String(error.details['reason']))) return;
				throw error;
			}
		},
		async delete(ctx, account, post) {
			const body = { json: { chat_id: account.id, message_id: Number(post) } };
			await unlessGone(callTelegram(ctx, account, z.boolean(), { method: 'deleteMessage', body }));
		},
		readReach: () => Promise.resolve(untold),
		async reply(ctx, account, { comment }, text) {
			// Where the post itself stands in the group, nobody told us.
			if (!comment) throw new NetworkProblem('by-hand');
			const [group = '', message] = comment.split('/');
			const json = { chat_id: group, text, reply_parameters: { message_id: Number(message) } };
			const call = { method: 'sendMessage', body: { json }, creating: true };
			const { message_id: id } = await callTelegram(ctx, account, Message, call);
			return { id: `${group}/${id}`, url: null };
		},
		findReply: () => Promise.resolve('cannot-tell'),
		webhook: telegramWebhook,
	};
}
