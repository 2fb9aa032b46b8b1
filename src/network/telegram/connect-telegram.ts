import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ConnectedAccount, ConnectField, Connection } from '#network/connect.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { callTelegram } from '#network/telegram/call-telegram.ts';
import { telegramText } from '#network/telegram/messages/index.ts';

const Bot = z.object({ id: z.number() });
export const Chat = z.object({
	id: z.number(),
	type: z.string(),
	title: z.string().default(''),
	username: z.string().optional(),
	linked_chat_id: z.number().optional(),
});
const Membership = z.object({ status: z.string(), can_post_messages: z.boolean().optional() });

export const telegramFields: ConnectField[] = [
	{
		name: 'token',
		label: (locale) => telegramText(locale)('field.token'),
		hint: (locale) => telegramText(locale)('field.token.hint'),
		secret: true,
		pattern: /^\d{5,20}:[\w-]{30,60}$/,
	},
	{
		name: 'channel',
		label: (locale) => telegramText(locale)('field.channel'),
		hint: (locale) => telegramText(locale)('field.channel.hint'),
		pattern: /^(?:(?:https:\/\/)?t\.me\/|@)?[A-Za-z]\w{3,31}\/?$|^-100\d{5,15}$/,
	},
];

/** A channel as a person writes it, as the Bot API wants it. */
const channelOf = (given: string): string =>
	given.startsWith('-100') ? given : `@${given.replace(/^(?:https:\/\/)?t\.me\/|^@/, '').replace(/\/$/, '')}`;

/** The channel, if the bot may post there. Throws NetworkProblem `permission` when it may not. */
export async function telegramChannel(ctx: Ctx, { token = '', channel = '' }: Connection): Promise<ConnectedAccount[]> {
	const as = { connection: { token } };
	const bot = await callTelegram(ctx, as, Bot, { method: 'getMe' });
	const json = { chat_id: channelOf(channel) };
	const chat = await callTelegram(ctx, as, Chat, { method: 'getChat', body: { json } });
	if (chat.type !== 'channel') throw new NetworkProblem('validation', { code: chat.type });
	const connection = { token, bot: String(bot.id), ...(chat.username ? { username: chat.username } : {}) };
	await makeSure(ctx, connection, String(chat.id));
	const url = chat.username ? `https://t.me/${chat.username}` : null;
	return [{ id: String(chat.id), name: chat.title || channel, url, connection }];
}

/** Makes sure that the bot may post in a channel. */
export async function makeSure(ctx: Ctx, connection: Connection, channel: string): Promise<void> {
	const json = { chat_id: channel, user_id: Number(connection['bot']) };
	const { status, can_post_messages: may } = await callTelegram(ctx, { connection }, Membership, {
		method: 'getChatMember',
		body: { json },
	});
	if (status === 'left' || status === 'kicked') throw new NetworkProblem('auth-revoked', { code: status });
	if (status !== 'administrator' || !may) throw new NetworkProblem('permission', { code: status });
}
