import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { outgoingText } from '#network/compose.ts';
import { callLine } from '#network/line/call-line.ts';
import { lineLimits } from '#network/line/line-limits.ts';
import { lineWebhook } from '#network/line/line-webhook.ts';
import { lineText } from '#network/line/messages/index.ts';
import type { Cost, Network, OwnAccount } from '#network/network.ts';
import { NetworkProblem, unlessGone, type NetworkTrouble } from '#network/network-problem.ts';
import { untold } from '#network/reach.ts';
import { readAnswer } from '#network/read-answer.ts';

const Info = z.object({ userId: z.string(), basicId: z.string(), displayName: z.string() });
const Quota = z.object({ type: z.string(), value: z.number().optional() });
const Sent = z.object({ sentMessages: z.array(z.object({ id: z.string() })) });
const Profile = z.object({ displayName: z.string() });
const Used = z.object({ totalUsage: z.number() });
const Opened = z.object({
	overview: z.object({ uniqueImpression: z.number().nullish(), uniqueClick: z.number().nullish() }).nullish(),
});
const unnumbered: readonly NetworkTrouble[] = ['permission', 'not-found', 'validation'];
const Followers = z.object({ status: z.string(), targetedReaches: z.number().nullish() });

/** How long LINE knows a retry key again. Its pages say a day; an hour is left for clocks. Milliseconds. */
const keyLasts = 23 * 3_600_000;

/**
 * A LINE Official Account: a post is a message to everybody who follows it. Every such message is paid for out of the
 * month's allowance, so it says beforehand what it will use. There are no comments; what people write back is a chat.
 */
export function lineNetwork(): Network {
	const ask = async <S extends z.ZodType>(ctx: Ctx, { connection, note }: OwnAccount, schema: S, path: string) =>
		readAnswer(schema, (await callLine(ctx, { path, token: connection['token'], note })).text, false);
	const followers = async (ctx: Ctx, account: OwnAccount): Promise<number | null> => {
		// Counted for a whole day: yesterday in Japan.
		const day = new Date(ctx.now.getTime() + 9 * 3_600_000 - 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
		const { status, targetedReaches } = await ask(ctx, account, Followers, `/v2/bot/insight/followers?date=${day}`);
		return status === 'ready' ? (targetedReaches ?? null) : null;
	};

	return {
		name: 'line',
		title: (locale) => lineText(locale)('title'),
		needs: (locale) => ({
			needed: [lineText(locale)('need.account'), lineText(locale)('need.token')],
			notes: [lineText(locale)('note.cost'), lineText(locale)('note.chat'), lineText(locale)('note.found')],
		}),
		limits: lineLimits,
		idempotency: { by: 'key', within: keyLasts },
		connecting: {
			by: 'token',
			fields: [
				{
					name: 'token',
					label: (locale) => lineText(locale)('field.token'),
					hint: (locale) => lineText(locale)('field.token.hint'),
					secret: true,
					pattern: /^[A-Za-z0-9+/=._-]{20,400}$/,
				},
				{
					name: 'secret',
					label: (locale) => lineText(locale)('field.secret'),
					hint: (locale) => lineText(locale)('field.secret.hint'),
					secret: true,
					optional: true,
					pattern: /^[0-9a-f]{32}$/,
				},
			],
			async connect(ctx, { token = '', secret = '' }) {
				const { text } = await callLine(ctx, { path: '/v2/bot/info', token });
				const { userId, basicId, displayName } = readAnswer(Info, text, false);
				const url = `https://line.me/R/ti/p/${encodeURIComponent(basicId)}`;
				return [{ id: userId, name: displayName, url, connection: { token, ...(secret ? { secret } : {}) } }];
			},
		},
		async check(ctx, account) {
			const { displayName } = await ask(ctx, account, Info, '/v2/bot/info');
			return { name: displayName, followers: await followers(ctx, account) };
		},
		async cost(ctx, account): Promise<Cost | null> {
			const [quota, { totalUsage }, uses] = await Promise.all([
				ask(ctx, account, Quota, '/v2/bot/message/quota'),
				ask(ctx, account, Used, '/v2/bot/message/quota/consumption'),
				followers(ctx, account),
			]);
			return {
				in: 'messages',
				uses: uses ?? 0,
				used: totalUsage,
				of: quota.type === 'limited' ? (quota.value ?? 0) : null,
			};
		},
		async publish(ctx, account, post, key) {
			const text = outgoingText(post, lineLimits);
			const messages = [
				...(post.pictures ?? []).map(({ url }) => ({ type: 'image', originalContentUrl: url, previewImageUrl: url })),
				...(text ? [{ type: 'text', text }] : []),
			];
			const answer = await callLine(ctx, {
				path: '/v2/bot/message/broadcast',
				token: account.connection['token'],
				body: { messages },
				retryKey: uuidOf(key),
				note: account.note,
			});
			const request = answer.headers['x-line-accepted-request-id'] ?? answer.headers['x-line-request-id'];
			// Whatever stands between may answer with success: what LINE itself took has a number.
			if (typeof request !== 'string') throw new NetworkProblem('unknown-outcome', { reason: 'no number' });
			return { id: request, url: null };
		},
		async message(ctx, account, person, text, key) {
			const answer = await callLine(ctx, {
				path: '/v2/bot/message/push',
				token: account.connection['token'],
				body: { to: person, messages: [{ type: 'text', text }] },
				retryKey: uuidOf(key),
				note: account.note,
			});
			const sent = Sent.safeParse(readJson(answer.text)).data?.sentMessages[0]?.id;
			return { id: sent ?? uuidOf(key), url: null };
		},
		messageIdempotency: { by: 'key', within: keyLasts },
		async readPerson(ctx, account, person) {
			const path = `/v2/bot/profile/${encodeURIComponent(person)}`;
			// Somebody who blocked us has no profile any more.
			const found = await unlessGone(ask(ctx, account, Profile, path));
			return found && { name: found.displayName };
		},
		webhook: lineWebhook,
		async subscribe(ctx, account, { url }) {
			// Without its secret nobody could tell whether it is LINE that calls.
			if (!account.connection['secret']) return;
			const token = account.connection['token'];
			await callLine(ctx, { method: 'PUT', path: '/v2/bot/channel/webhook/endpoint', token, body: { endpoint: url } });
		},
		// What was sent cannot be listed; the key knows.
		findPublished: () => Promise.resolve('cannot-tell'),
		async readReach(ctx, account, post) {
			try {
				// A message is known by the number of the call that sent it. Counted for two weeks; below twenty people LINE tells nothing.
				const path = `/v2/bot/insight/message/event?requestId=${encodeURIComponent(post)}`;
				const { overview } = await ask(ctx, account, Opened, path);
				return { ...untold, reached: overview?.uniqueImpression ?? null, clicks: overview?.uniqueClick ?? null };
			} catch (error) {
				// Numbers are not for every plan, and not there at once; a message without them is no trouble.
				if (error instanceof NetworkProblem && unnumbered.includes(error.trouble)) return untold;
				throw error;
			}
		},
	};
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** Our key in the shape that a retry key has to have (a UUID), always the same for the same key. */
function uuidOf(key: string): string {
	const digest = createHash('sha256').update(key).digest('hex');
	return [
		digest.slice(0, 8),
		digest.slice(8, 12),
		`4${digest.slice(13, 16)}`,
		`8${digest.slice(17, 20)}`,
		digest.slice(20, 32),
	].join('-');
}
