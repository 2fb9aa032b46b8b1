import { z } from 'zod';
import type { ConnectedAccount, Found, Network, NetworkComment, OwnAccount, Published } from '#network/network.ts';
import { untold } from '#network/reach.ts';
import { NetworkProblem, unlessGone } from '#network/network-problem.ts';
import { practiceText } from '#network/practice/messages/index.ts';
import { callPractice, type PracticeCall } from '#network/practice/practice-client.ts';
import { practiceLimits } from '#network/practice/practice-limits.ts';
import { readAnswer, webAddress } from '#network/read-answer.ts';
import { setupSecret } from '#network/practice/setup-secret.ts';
import type { Ctx } from '#platform/context/context.ts';

const Stood = z.object({ id: z.string().min(1).max(100), url: z.string().max(2000).nullish() });
const Gone = z.object({ id: z.string() });
const Listed = z.object({ items: z.array(Stood), next: z.string().nullable() });
const Comments = z.object({
	items: z.array(
		Stood.extend({
			parent: z.string().nullable(),
			author: z.object({ name: z.string(), page: z.boolean() }),
			text: z.string(),
			posted: z.iso.datetime(),
		}),
	),
	next: z.string().max(100).nullable(),
});
const Numbers = z.object({
	reached: z.number().int(),
	views: z.number().int(),
	likes: z.number().int(),
	comments: z.number().int(),
});
const Page = z.object({ name: z.string(), followers: z.number().int() });
const Opened = z.object({ id: z.number(), name: z.string(), token: z.string().min(1), url: z.string().nullish() });

/** The adapter of the practice network. `timeout` is how long one call may take, in milliseconds. */
export function practiceNetwork({ timeout = 15_000 }: { timeout?: number } = {}): Network {
	async function call<S extends z.ZodType>(ctx: Ctx, schema: S, what: PracticeCall): Promise<z.output<S>> {
		return readAnswer(schema, await callPractice(ctx, what, timeout), what.method !== 'GET');
	}
	const get = <S extends z.ZodType>(ctx: Ctx, account: OwnAccount, schema: S, path: string) =>
		call(ctx, schema, { method: 'GET', path, token: tokenOf(account) });
	const find = async (ctx: Ctx, account: OwnAccount, path: string, key: string): Promise<Found> => {
		const { items } = await get(ctx, account, Listed, `${path}?key=${encodeURIComponent(key)}`);
		return items[0] ? stood(items[0]) : 'absent';
	};

	async function open(ctx: Ctx, { name, key }: { name: string; key: string }): Promise<ConnectedAccount> {
		const page = await call(ctx, Opened, {
			method: 'POST',
			path: '/v1/pages',
			token: setupSecret(ctx),
			body: { name, key },
		});
		return { id: String(page.id), name: page.name, url: webAddress(page.url), connection: { token: page.token } };
	}

	return {
		name: 'practice',
		title: (locale) => practiceText(locale)('network.title'),
		limits: practiceLimits,
		needs: (locale) => ({ needed: [], notes: [practiceText(locale)('network.note')] }),
		idempotency: { by: 'key', within: null },
		connecting: { by: 'house', connect: open },
		check: (ctx, account) => get(ctx, account, Page, '/v1/page'),
		async publish(ctx, account, { text, link }, key) {
			return stood(
				await call(ctx, Stood, {
					method: 'POST',
					path: '/v1/posts',
					token: tokenOf(account),
					key,
					body: { text, link },
				}),
			);
		},
		findPublished: (ctx, account, _post, key) => find(ctx, account, '/v1/posts', key),
		async edit(ctx, account, post, { text }) {
			await call(ctx, Stood, { method: 'PUT', path: postPath(post), token: tokenOf(account), body: { text } });
		},
		async delete(ctx, account, post) {
			await unlessGone(call(ctx, Gone, { method: 'DELETE', path: postPath(post), token: tokenOf(account) }));
		},
		async collectComments(ctx, account, post, cursor) {
			const from = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
			const { items, next } = await get(ctx, account, Comments, `${commentsOf(post)}${from}`);
			return {
				comments: items.map((item): NetworkComment => ({
					...stood(item),
					parent: item.parent,
					author: { name: item.author.name, url: null },
					text: item.text,
					posted: new Date(item.posted),
					own: item.author.page,
				})),
				next,
			};
		},
		async reply(ctx, account, { post, comment }, text, key) {
			const body = { text, parent: comment };
			return stood(
				await call(ctx, Stood, { method: 'POST', path: commentsOf(post), token: tokenOf(account), key, body }),
			);
		},
		findReply: (ctx, account, { post }, _text, key) => find(ctx, account, commentsOf(post), key),
		readReach: async (ctx, account, post) => ({ ...untold, ...(await get(ctx, account, Numbers, postPath(post))) }),
	};
}

const postPath = (post: string): string => `/v1/posts/${encodeURIComponent(post)}`;
const commentsOf = (post: string): string => `${postPath(post)}/comments`;

function tokenOf({ connection: { token } }: OwnAccount): string {
	if (!token) throw new NetworkProblem('auth-revoked', { code: 'no token' });
	return token;
}

const stood = ({ id, url }: z.output<typeof Stood>): Published => ({ id, url: webAddress(url) });
