import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { clockSkew } from '#network/clock-skew.ts';
import { outgoingText } from '#network/compose.ts';
import { lookBack } from '#network/look-back.ts';
import type { Found, Network, Outgoing, OwnAccount, Published } from '#network/network.ts';
import { asNetworkProblem, NetworkProblem, unlessGone } from '#network/network-problem.ts';
import { callX } from '#network/x/call-x.ts';
import { Me, renewX, xAccount, xApp, xConsent } from '#network/x/connect-x.ts';
import { xText } from '#network/x/messages/index.ts';
import { xLimits } from '#network/x/x-limits.ts';
import { commentsOf, Post, postFields, Posts, standing, wordsOf } from '#network/x/x-post.ts';
import { priceOf, priceOfDeleting } from '#network/x/x-price.ts';

const Made = z.object({ data: z.object({ id: z.string().min(1) }) });
const Uploaded = z.object({
	data: z.object({
		id: z.string().min(1),
		processing_info: z.object({ state: z.string(), check_after_secs: z.number().optional() }).optional(),
	}),
});
const One = z.object({ data: Post });

/** Lists of mentions end after eight hundred: beyond seven parts nobody knows whether they are all. */
const mostParts = 7;
/** A list of what an account said ends after 3,200, whatever there is: it is read to the part before, of a hundred each. */
const ownParts = 31;

/** X: every call is paid for, nothing is known again by a key, and the same words twice are refused. */
export function xNetwork(): Network {
	const create = async (ctx: Ctx, account: OwnAccount, json: object): Promise<Published> =>
		standing(account, (await callX(ctx, account, Made, { method: 'POST', path: '/2/tweets', body: { json } })).data.id);
	/** What the account itself said since then, newest first. */
	const listOwn = (ctx: Ctx, account: OwnAccount, since: Date, more: Record<string, string | undefined> = {}) =>
		callX(ctx, account, Posts, {
			path: `/2/users/${account.id}/tweets`,
			params: {
				max_results: 100,
				start_time: `${new Date(since.getTime() - clockSkew).toISOString().slice(0, 19)}Z`,
				...postFields,
				...more,
			},
		});

	return {
		name: 'x',
		title: (locale) => xText(locale)('title'),
		needs: (locale) => {
			const say = xText(locale);
			return {
				needed: [say('need.account'), say('need.app'), say('need.back')],
				notes: [say('note.cost'), say('note.answer'), say('note.found')],
			};
		},
		limits: xLimits,
		idempotency: { by: 'list', settled: 5 * 60_000 },
		version: () => ({ name: 'v2', ends: null }),
		connecting: { by: 'consent', app: xApp, begin: xConsent, finish: xAccount },
		refresh: renewX,
		async check(ctx, account) {
			const params = { 'user.fields': 'public_metrics' };
			const { data } = await callX(ctx, account, Me, { path: '/2/users/me', params });
			return { name: `@${data.username}`, followers: data.public_metrics?.followers_count ?? null };
		},
		cost: (_ctx, _account, post) => Promise.resolve(priceOf(post)),
		changeCost: (_ctx, _account, change) => Promise.resolve(change === 'delete' ? priceOfDeleting : null),
		async stage(ctx, account, { pictures = [] }) {
			const ids: string[] = [];
			for (const { type, alt, read } of pictures) {
				const parts = new FormData();
				parts.set('media', new Blob([new Uint8Array(await read())], { type }), 'picture');
				parts.set('media_category', 'tweet_image');
				const upload = { method: 'POST', path: '/2/media/upload', body: { parts }, creating: false } as const;
				const { data } = await callX(ctx, account, Uploaded, upload);
				if (data.processing_info?.state === 'failed') throw new NetworkProblem('media-rejected');
				if (alt) {
					const json = { id: data.id, metadata: { alt_text: { text: alt } } };
					const path = '/2/media/metadata';
					await callX(ctx, account, z.object({}), { method: 'POST', path, body: { json }, creating: false });
				}
				ids.push(data.id);
			}
			return ids.join(',');
		},
		publish(ctx, account, post) {
			const media = (post.staged ?? '').split(',').filter(Boolean);
			return create(ctx, account, {
				text: outgoingText(post, xLimits),
				...(media.length ? { media: { media_ids: media } } : {}),
			});
		},
		findPublished(ctx, account, post: Outgoing, _key, since) {
			const text = outgoingText(post, xLimits).trim().normalize();
			return lookBack(account, {
				async part(own, cursor) {
					const more = { exclude: 'replies,retweets', pagination_token: cursor ?? undefined };
					const { data, meta } = await listOwn(ctx, own, since, more);
					return { all: data, next: meta?.next_token ?? null };
				},
				isOurs: (one) => wordsOf(one).normalize() === text,
				standing: ({ id }) => standing(account, id),
				since,
				most: ownParts,
			});
		},
		recognise: (address) => /^https:\/\/(?:x|twitter)\.com\/\w+\/status\/(\d+)/.exec(address)?.[1] ?? null,
		async read(ctx, account, post) {
			const call = { path: `/2/tweets/${post}`, params: postFields };
			const found = await unlessGone(callX(ctx, account, One, call));
			return found && { ...standing(account, post), text: wordsOf(found.data) };
		},
		async delete(ctx, account, post) {
			await unlessGone(callX(ctx, account, z.object({}), { method: 'DELETE', path: `/2/tweets/${post}` }));
		},
		async collectComments(ctx, account, post, cursor) {
			const [part = 0, token] = cursor ? [Number(cursor.split(' ')[0]), cursor.split(' ')[1]] : [];
			const found = await callX(ctx, account, Posts, {
				path: `/2/users/${account.id}/mentions`,
				params: { max_results: 100, since_id: post, pagination_token: token, ...postFields },
			});
			const next = found.meta?.next_token;
			return {
				comments: commentsOf(found, post, account).reverse(),
				next: next ? `${part + 1} ${next}` : null,
				whole: part < mostParts,
			};
		},
		async readReach(ctx, account, post) {
			const look = async (fields: string) =>
				(await callX(ctx, account, One, { path: `/2/tweets/${post}`, params: { 'post.fields': fields } })).data;
			// How often its link was followed X tells its author, for thirty days; afterwards it may refuse the whole question.
			const { public_metrics: all, non_public_metrics: own } = await look('public_metrics,non_public_metrics').catch(
				(error: unknown) => {
					if (!['permission', 'validation'].includes(asNetworkProblem(error).trouble)) throw error;
					return look('public_metrics');
				},
			);
			return {
				reached: null,
				views: all?.impression_count ?? null,
				likes: all?.like_count ?? null,
				comments: all?.reply_count ?? null,
				clicks: own?.url_link_clicks ?? null,
			};
		},
		reply: (ctx, account, { post, comment }, text) =>
			create(ctx, account, { text, reply: { in_reply_to_tweet_id: comment ?? post } }),
		async findReply(ctx, account, { post, comment }, text, _key, since): Promise<Found> {
			const found = await listOwn(ctx, account, since);
			const mine = commentsOf(found, post, account).find(
				(one) => one.text === text && (one.parent ?? post) === (comment ?? post),
			);
			if (mine) return standing(account, mine.id);
			return found.meta?.next_token ? 'cannot-tell' : 'absent';
		},
	};
}
