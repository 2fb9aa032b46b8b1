import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { outgoingText } from '#network/compose.ts';
import { instagramAccount, instagramConsent } from '#network/instagram/connect-instagram.ts';
import { instagramAddress, instagramBase } from '#network/instagram/instagram-addresses.ts';
import { instagramLimits } from '#network/instagram/instagram-limits.ts';
import { instagramWebhook } from '#network/instagram/instagram-webhook.ts';
import { instagramText } from '#network/instagram/messages/index.ts';
import { askAs } from '#network/meta/ask-as.ts';
import { findContained, publishContained, type ContainerWay } from '#network/meta/container.ts';
import type { GraphCall } from '#network/meta/graph.ts';
import { graphVersionEnd } from '#network/meta/graph-version.ts';
import { extendToken } from '#network/meta/long-token.ts';
import { metaApp } from '#network/meta/meta-app.ts';
import { notePublishingLimit } from '#network/meta/publishing-limit.ts';
import type { Found, Network, NetworkComment, OwnAccount } from '#network/network.ts';
import { NetworkProblem, unlessGone } from '#network/network-problem.ts';
import { webAddress } from '#network/read-answer.ts';
import { untold } from '#network/reach.ts';

const Made = z.object({ id: z.string().min(1) });
const Me = z.object({ username: z.string(), followers_count: z.number().nullish() });
const Said = z.object({
	id: z.string(),
	text: z.string().default(''),
	username: z.string().default(''),
	from: z.object({ id: z.string(), username: z.string().optional() }).optional(),
	timestamp: z.string(),
	hidden: z.boolean().default(false),
});
const Comments = z.object({
	data: z.array(Said.extend({ replies: z.object({ data: z.array(Said) }).optional() })),
	paging: z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() }).optional(),
});
const Replies = z.object({ data: z.array(Said) });
const Standing = z.object({ id: z.string(), caption: z.string().default(''), permalink: z.string().optional() });
const Numbers = z.object({ like_count: z.number().nullish(), comments_count: z.number().nullish() });
const Insights = z.object({
	data: z.array(z.object({ name: z.string(), values: z.array(z.object({ value: z.number() })).default([]) })),
});

const way: ContainerWay = {
	base: instagramBase,
	status: 'status_code',
	publish: 'media_publish',
	list: 'media',
	text: 'caption',
};
const saidFields = 'id,text,username,from,timestamp,hidden';

/** Instagram by its own login: containers, pictures that it fetches itself, a token that is extended while it lasts. */
export function instagramNetwork(): Network {
	const ask = askAs(instagramBase);
	const contain = async (ctx: Ctx, account: OwnAccount, params: GraphCall['params']): Promise<string> =>
		(await ask(ctx, account, Made, { method: 'POST', path: `${account.id}/media`, params, creating: false })).id;

	return {
		name: 'instagram',
		title: (locale) => instagramText(locale)('title'),
		needs: (locale) => {
			const say = instagramText(locale);
			return {
				needed: [say('need.account'), say('need.app'), say('need.back'), say('need.calls')],
				notes: [say('note.picture'), say('note.link'), say('note.found')],
			};
		},
		limits: instagramLimits,
		idempotency: { by: 'stage' },
		answerIdempotency: { by: 'list', settled: 5 * 60_000 },
		version: graphVersionEnd,
		connecting: {
			by: 'consent',
			app: metaApp((locale, key) => instagramText(locale)(key)),
			begin: instagramConsent,
			finish: instagramAccount,
		},
		async subscribe(ctx, account) {
			const params = { subscribed_fields: 'comments' };
			await ask(ctx, account, z.object({}), {
				method: 'POST',
				path: `${account.id}/subscribed_apps`,
				params,
				creating: false,
			});
		},
		refresh: (ctx, account) => extendToken(ctx, instagramAddress(ctx), 'ig_refresh_token', account),
		async check(ctx, account) {
			const me = await ask(ctx, account, Me, { path: 'me', params: { fields: 'username,followers_count' } });
			await notePublishingLimit(ctx, instagramBase, 'content_publishing_limit', account);
			return { name: me.username, followers: me.followers_count ?? null };
		},
		async stage(ctx, account, post) {
			const caption = outgoingText(post, instagramLimits);
			const pictures = post.pictures ?? [];
			const [first] = pictures;
			if (!first) throw new NetworkProblem('validation', { field: 'pictures', limit: 1, actual: 0 });
			if (pictures.length === 1)
				return contain(ctx, account, { image_url: first.url, alt_text: first.alt || undefined, caption });
			const children: string[] = [];
			for (const { url, alt } of pictures)
				children.push(
					await contain(ctx, account, { image_url: url, alt_text: alt || undefined, is_carousel_item: true }),
				);
			return contain(ctx, account, { media_type: 'CAROUSEL', children: children.join(','), caption });
		},
		publish: (ctx, account, post) =>
			publishContained(ctx, way, account, { staged: post.staged ?? null, text: outgoingText(post, instagramLimits) }),
		findPublished: (ctx, account, post, _key, since) =>
			findContained(ctx, way, account, {
				staged: post.staged ?? null,
				text: outgoingText(post, instagramLimits),
				since,
			}),
		async read(ctx, account, post) {
			const call = { path: post, params: { fields: 'id,caption,permalink' } };
			const found = await unlessGone(ask(ctx, account, Standing, call));
			return found && { id: found.id, url: webAddress(found.permalink), text: found.caption };
		},
		async collectComments(ctx, account, post, cursor) {
			const params = { fields: `${saidFields},replies{${saidFields}}`, limit: 50, after: cursor };
			const { data, paging } = await ask(ctx, account, Comments, { path: `${post}/comments`, params });
			const comments = data.flatMap(({ replies, ...comment }) => [
				...shown(account, comment, null),
				...(replies?.data ?? []).flatMap((reply) => shown(account, reply, comment.id)),
			]);
			return { comments, next: paging?.next ? (paging.cursors?.after ?? null) : null };
		},
		async readReach(ctx, account, post) {
			const numbers = await ask(ctx, account, Numbers, { path: post, params: { fields: 'like_count,comments_count' } });
			const { data } = await ask(ctx, account, Insights, {
				path: `${post}/insights`,
				params: { metric: 'reach,views' },
			});
			const value = (name: string): number | null =>
				data.find((one) => one.name === name)?.values.at(-1)?.value ?? null;
			return {
				...untold,
				reached: value('reach'),
				views: value('views'),
				likes: numbers.like_count ?? null,
				comments: numbers.comments_count ?? null,
			};
		},
		async reply(ctx, account, { post, comment }, text) {
			const path = comment ? `${comment}/replies` : `${post}/comments`;
			const { id } = await ask(ctx, account, Made, { method: 'POST', path, params: { message: text } });
			return { id, url: null };
		},
		async findReply(ctx, account, { post, comment }, text, _key, since): Promise<Found> {
			const path = comment ? `${comment}/replies` : `${post}/comments`;
			const { data } = await ask(ctx, account, Replies, { path, params: { fields: saidFields, limit: 50 } });
			const after = since.getTime() - 600_000;
			const mine = data.find(
				(one) => one.from?.id === account.id && one.text === text && new Date(one.timestamp).getTime() >= after,
			);
			if (mine) return { id: mine.id, url: null };
			return data.length >= 50 ? 'cannot-tell' : 'absent';
		},
		webhook: instagramWebhook,
	};
}

/** A comment as it is shown there: what the account hid is not. */
function shown(account: OwnAccount, said: z.output<typeof Said>, parent: string | null): NetworkComment[] {
	if (said.hidden) return [];
	const name = said.from?.username ?? said.username;
	return [
		{
			id: said.id,
			url: null,
			parent,
			author: { name, url: name ? `https://www.instagram.com/${encodeURIComponent(name)}/` : null },
			text: said.text,
			posted: new Date(said.timestamp),
			own: said.from?.id === account.id,
		},
	];
}
