import type { FakeNetwork, FakeThing } from '#testing/fake-network.ts';
import { FakeRefusal, fakeServer, type FakeAnswer, type FakeCall, type FakeServer } from '#testing/fake-server.ts';
import methods from '#testing/telegram/methods.json' with { type: 'json' };

export interface FakeTelegram extends FakeNetwork {
	hook: { url: string; secret_token: string } | null;
	/** The call that Telegram makes when somebody comments; `under` is a post, or a comment as `GROUP/MESSAGE`. */
	tell(
		under: string,
		said: { name: string; text: string; as?: 'channel' | 'person' },
	): { id: string; raw: Buffer; headers: Headers };
	/** Whether the bot may post. */
	mayPost: boolean;
}

const channel = -1001234567890;
const group = -1009876543210;

/**
 * The Bot API as far as the product asks it. Methods and their parameters are those of Telegram's own description (Bot API
 * 10.1, `methods.json`); a parameter that is not among them is refused, which the real one does not do. Texts of refusals are
 * the Bot API server's, from memory.
 */
export async function fakeTelegram(clock: () => Date): Promise<FakeTelegram> {
	const token = '123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc';
	const sent: (FakeThing & { chat: number; photo: boolean })[] = [];
	let [mark, revoked, kicked] = [10, false, false];
	const refusal = (code: number, description: string, more: object = {}): FakeAnswer => [
		code,
		{ ok: false, error_code: code, description, ...more },
	];
	const ok = (result: unknown): FakeAnswer => [200, { ok: true, result }];

	async function answer(call: FakeCall): Promise<FakeAnswer> {
		const [, given, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(call.path) ?? [];
		if (given !== token)
			return refusal(given?.includes(':') ? 401 : 404, given?.includes(':') ? 'Unauthorized' : 'Not Found');
		if (revoked) return refusal(401, 'Unauthorized');
		const known = (methods as Record<string, Record<string, boolean>>)[method];
		if (!known) return refusal(404, 'Not Found');
		const parts = call.headers['content-type']?.startsWith('multipart/') ? await call.parts() : null;
		const params = parts ? Object.fromEntries(parts) : call.body();
		for (const name of Object.keys(params))
			if (!(name in known)) return refusal(400, `Bad Request: unexpected parameter ${name}`);
		for (const [name, needed] of Object.entries(known))
			if (needed && params[name] === undefined) return refusal(400, `Bad Request: parameter "${name}" is required`);
		return act(method, params);
	}

	function act(method: string, params: Record<string, unknown>): FakeAnswer {
		if (method === 'getMe') return ok({ id: 123456789, is_bot: true, first_name: '阿雄' });
		if (method === 'setWebhook') {
			if (!String(params['url']).startsWith('https://'))
				return refusal(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook');
			if (!/^[\w-]{1,256}$/.test(String(params['secret_token'])))
				return refusal(400, 'Bad Request: secret token contains unallowed characters');
			fake.hook = params as unknown as FakeTelegram['hook'];
			return ok(true);
		}
		const chat = chatOf(String(params['chat_id']));
		if (method === 'getChat')
			return ok({
				id: channel,
				type: 'channel',
				title: '阿雄醬油',
				username: 'hsiung_soy',
				linked_chat_id: group,
				accent_color_id: 1,
			});
		if (method === 'getChatMemberCount') return ok(61);
		if (method === 'getChatMember')
			return ok(kicked ? { status: 'kicked' } : { status: 'administrator', can_post_messages: fake.mayPost });
		if (method === 'sendMessage' || method === 'sendPhoto') return send(chat, method, params);
		const found = sent.find((one) => one.chat === chat && one.id === String(params['message_id']));
		if (method === 'deleteMessage') {
			if (!found) return refusal(400, 'Bad Request: message to delete not found');
			sent.splice(sent.indexOf(found), 1);
			return ok(true);
		}
		if (!found) return refusal(400, 'Bad Request: message to edit not found');
		const text = lengthOf(params[found.photo ? 'caption' : 'text'], found.photo ? 1024 : 4096);
		if (text === found.text) return refusal(400, 'Bad Request: message is not modified');
		found.text = text;
		return ok({ message_id: Number(found.id), date: 0, chat: { id: chat, type: 'channel' } });
	}

	function send(chat: number, method: string, params: Record<string, unknown>): FakeAnswer {
		if (!fake.mayPost) return refusal(400, 'Bad Request: need administrator rights in the channel chat');
		const photo = method === 'sendPhoto';
		if (photo && !(params['photo'] instanceof Blob))
			return refusal(400, 'Bad Request: there is no photo in the request');
		const text = lengthOf(params[photo ? 'caption' : 'text'], photo ? 1024 : 4096);
		const id = ++mark;
		sent.push({ id: String(id), text, chat, photo });
		return ok({ message_id: id, date: Math.floor(clock().getTime() / 1000), chat: { id: chat, type: 'channel' } });
	}

	function chatOf(given: string): number {
		if (kicked) throw new FakeRefusal(...refusal(403, 'Forbidden: bot was kicked from the channel chat'));
		if (given === '@hsiung_soy' || given === String(channel)) return channel;
		if (given === String(group)) return group;
		throw new FakeRefusal(...refusal(400, 'Bad Request: chat not found'));
	}

	function lengthOf(given: unknown, most: number): string {
		const text = typeof given === 'string' ? given : '';
		if (most === 4096 && !text.trim()) throw new FakeRefusal(...refusal(400, 'Bad Request: message text is empty'));
		if (text.length > most)
			throw new FakeRefusal(
				...refusal(
					400,
					most === 4096 ? 'Bad Request: message is too long' : 'Bad Request: message caption is too long',
				),
			);
		return text;
	}

	const server: FakeServer = await fakeServer(answer, (kind) => {
		if (kind === 'rate-limit')
			return refusal(429, 'Too Many Requests: retry after 35', { parameters: { retry_after: 35 } });
		if (kind === 'revoked' || kind === 'expired') return refusal(401, 'Unauthorized');
		if (kind === 'permission') return refusal(400, 'Bad Request: need administrator rights in the channel chat');
		if (kind === 'restricted') return refusal(403, 'Forbidden: bot was kicked from the channel chat');
		if (kind === 'picture-refused') return refusal(400, 'Bad Request: PHOTO_INVALID_DIMENSIONS');
		return [502, '<html>Bad Gateway</html>', { 'content-type': 'text/html' }];
	});
	const fake: FakeTelegram = Object.assign(server, {
		hook: null,
		mayPost: true,
		app: {},
		settings: (via = server.url) => ({ TELEGRAM_URL: via }),
		account: { id: String(channel), name: '阿雄醬油', connection: { token, bot: '123456789', username: 'hsiung_soy' } },
		revoke: (yes: boolean) => void (revoked = yes),
		remove: (yes: boolean) => void (kicked = yes),
		posts: () => sent.filter(({ chat }) => chat === channel),
		tell(under: string, { name, text, as = 'person' }: { name: string; text: string; as?: 'channel' | 'person' }) {
			const id = ++mark;
			const answered = under.includes('/')
				? { message_id: Number(under.split('/')[1]), date: 0, chat: { id: group, type: 'supergroup' } }
				: {
						message_id: 5000 + Number(under),
						date: 0,
						chat: { id: group, type: 'supergroup' },
						is_automatic_forward: true,
						forward_origin: {
							type: 'channel',
							date: 0,
							chat: { id: channel, type: 'channel' },
							message_id: Number(under),
						},
					};
			const message = {
				message_id: id,
				message_thread_id: 5000,
				date: Math.floor(clock().getTime() / 1000),
				chat: { id: group, type: 'supergroup', title: '阿雄的群組' },
				from: { id: 7, is_bot: false, first_name: name },
				...(as === 'channel' ? { sender_chat: { id: channel, type: 'channel', title: '阿雄醬油' } } : {}),
				reply_to_message: answered,
				text,
			};
			const raw = Buffer.from(JSON.stringify({ update_id: id, message }));
			const headers = new Headers({ 'x-telegram-bot-api-secret-token': fake.hook?.secret_token ?? '' });
			return { id: `${group}/${id}`, raw, headers };
		},
		rest: () => undefined,
	});
	return fake;
}
