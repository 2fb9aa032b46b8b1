import { z } from 'zod';
import type { Connection, Found, Network, NetworkComment, Published } from '#network/network.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { practiceText } from '#network/practice/messages/index.ts';
import { callPractice, type PracticeCall } from '#network/practice/practice-client.ts';
import { practiceLimits } from '#network/practice/practice-limits.ts';
import { setupSecret } from '#network/practice/setup-secret.ts';
import type { Ctx } from '#platform/context/context.ts';

const Stood = z.object({ id: z.string().min(1).max(100), url: z.string().max(2000).nullish() });
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
		const parsed = schema.safeParse(await callPractice(ctx, what, timeout));
		if (parsed.success) return parsed.data;
		throw new NetworkProblem(what.method === 'POST' ? 'unknown-outcome' : 'transient', { reason: 'unexpected answer' });
	}
	const get = <S extends z.ZodType>(ctx: Ctx, connection: Connection, schema: S, path: string) =>
		call(ctx, schema, { method: 'GET', path, token: tokenOf(connection) });
	const find = async (ctx: Ctx, connection: Connection, path: string, key: string): Promise<Found> => {
		const { items } = await get(ctx, connection, Listed, `${path}?key=${encodeURIComponent(key)}`);
		return items[0] ? stood(items[0]) : 'absent';
	};

	return {
		name: 'practice',
		title: (locale) => practiceText(locale)('network.title'),
		limits: practiceLimits,
		keyed: true,
		async connect(ctx, { name, key }) {
			const page = await call(ctx, Opened, {
				method: 'POST',
				path: '/v1/pages',
				token: setupSecret(ctx),
				body: { name, key },
			});
			return { id: String(page.id), name: page.name, url: webAddress(page.url), connection: { token: page.token } };
		},
		check: (ctx, connection) => get(ctx, connection, Page, '/v1/page'),
		async publish(ctx, connection, { text, link }, key) {
			return stood(
				await call(ctx, Stood, {
					method: 'POST',
					path: '/v1/posts',
					token: tokenOf(connection),
					key,
					body: { text, link },
				}),
			);
		},
		findPublished: (ctx, connection, _post, key) => find(ctx, connection, '/v1/posts', key),
		async collectComments(ctx, connection, post, cursor) {
			const from = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
			const { items, next } = await get(ctx, connection, Comments, `${commentsOf(post)}${from}`);
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
		async reply(ctx, connection, { post, comment }, text, key) {
			const body = { text, parent: comment };
			return stood(
				await call(ctx, Stood, { method: 'POST', path: commentsOf(post), token: tokenOf(connection), key, body }),
			);
		},
		findReply: (ctx, connection, { post }, _text, key) => find(ctx, connection, commentsOf(post), key),
		readReach: (ctx, connection, post) => get(ctx, connection, Numbers, `/v1/posts/${encodeURIComponent(post)}`),
	};
}

const commentsOf = (post: string): string => `/v1/posts/${encodeURIComponent(post)}/comments`;

function tokenOf({ token }: Connection): string {
	if (!token) throw new NetworkProblem('auth-revoked', { code: 'no token' });
	return token;
}

const stood = ({ id, url }: z.output<typeof Stood>): Published => ({ id, url: webAddress(url) });

/** An address that a network told us, if a person may be sent there: http or https and nothing else. */
const webAddress = (url: string | null | undefined): string | null =>
	url && /^https?:\/\//.test(url) && URL.canParse(url) ? url : null;
