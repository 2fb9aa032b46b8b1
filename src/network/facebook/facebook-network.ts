import type { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { clockSkew } from '#network/clock-skew.ts';
import { outgoingText } from '#network/compose.ts';
import { facebookBase, facebookDialog, facebookEnd, facebookPages } from '#network/facebook/connect-facebook.ts';
import { facebookAds } from '#network/facebook/facebook-ads.ts';
import { facebookLimits } from '#network/facebook/facebook-limits.ts';
import { listTagged } from '#network/facebook/facebook-mentions.ts';
import {
	Comments,
	Done,
	Insights,
	Made,
	nextOf,
	Numbers,
	Page,
	Posts,
	Standing,
} from '#network/facebook/facebook-shapes.ts';
import { facebookWebhook } from '#network/facebook/facebook-webhook.ts';
import { facebookText } from '#network/facebook/messages/index.ts';
import { lookBack } from '#network/look-back.ts';
import { askAs } from '#network/meta/ask-as.ts';
import type { GraphCall } from '#network/meta/graph.ts';
import { graphVersionEnd } from '#network/meta/graph-version.ts';
import { metaApp } from '#network/meta/meta-app.ts';
import type { Found, Network, NetworkComment, Outgoing, OwnAccount, ReplyTarget } from '#network/network.ts';
import { NetworkProblem, unlessGone } from '#network/network-problem.ts';
import { webAddress } from '#network/read-answer.ts';

/** Most posts of one part, and parts that are looked through. */
const [perPart, mostParts] = [100, 30];

/** Facebook pages: the Graph API with a page's own token. */
export function facebookNetwork(): Network {
	const ask = askAs(facebookBase);
	const listComments = (ctx: Ctx, account: OwnAccount, target: string, params: GraphCall['params']) =>
		ask(ctx, account, Comments, {
			path: `${id(target)}/comments`,
			params: { fields: commentFields, limit: 100, ...params },
		});

	return {
		name: 'facebook',
		title: (locale) => facebookText(locale)('title'),
		needs: (locale) => {
			const say = facebookText(locale);
			return {
				needed: [say('need.page'), say('need.app'), say('need.back'), say('need.calls')],
				notes: [say('note.review'), say('note.found')],
			};
		},
		limits: facebookLimits,
		// Nothing but the order of its list, which is complete within moments; five minutes are plenty.
		idempotency: { by: 'list', settled: 5 * 60_000 },
		version: graphVersionEnd,
		ads: facebookAds,
		connecting: {
			by: 'consent',
			app: metaApp((locale, key) => facebookText(locale)(key)),
			begin: facebookDialog,
			finish: facebookPages,
		},
		async subscribe(ctx, account) {
			await ask(ctx, account, Done, {
				method: 'POST',
				path: `${id(account.id)}/subscribed_apps`,
				params: { subscribed_fields: 'feed' },
				creating: false,
			});
		},
		async check(ctx, account) {
			const page = await ask(ctx, account, Page, { path: id(account.id), params: { fields: 'name,followers_count' } });
			const { app, connection } = account;
			return {
				name: page.name,
				followers: page.followers_count ?? null,
				...(app ? { expires: await facebookEnd(ctx, app, connection['token'] ?? '') } : {}),
			};
		},
		async stage(ctx, account, { pictures = [] }) {
			// A picture that was sent and not published is seen by nobody.
			const ids: string[] = [];
			for (const { url, alt } of pictures) {
				const params = { url, published: false, alt_text_custom: alt || undefined };
				const photo = { method: 'POST', path: `${id(account.id)}/photos`, params, creating: false } as const;
				ids.push((await ask(ctx, account, Made, photo)).id);
			}
			return ids.join(',');
		},
		async publish(ctx, account, post) {
			const photos = (post.staged ?? '').split(',').filter(Boolean);
			const made = await ask(ctx, account, Made, {
				method: 'POST',
				path: `${id(account.id)}/feed`,
				params: {
					message: messageOf(post),
					link: photos.length ? undefined : post.link,
					published: true,
					attached_media: photos.length ? JSON.stringify(photos.map((photo) => ({ media_fbid: photo }))) : undefined,
					fields: 'id,permalink_url',
				},
			});
			return { id: made.id, url: webAddress(made.permalink_url) };
		},
		findPublished(ctx, account, post, _key, since) {
			const fields = 'id,message,permalink_url,attachments{unshimmed_url}';
			const from = Math.floor((since.getTime() - clockSkew) / 1000);
			return lookBack(account, {
				async part(own, after) {
					const params = { fields, since: from, limit: perPart, after };
					const found = await ask(ctx, own, Posts, { path: `${id(account.id)}/published_posts`, params });
					return { all: found.data, next: nextOf(found.paging) };
				},
				isOurs: (one) => isOurs(one, post),
				standing: (one) => ({ id: one.id, url: webAddress(one.permalink_url) }),
				since,
				most: mostParts,
			});
		},
		async read(ctx, account, post) {
			const call = { path: id(post), params: { fields: 'id,message,permalink_url' } };
			const found = await unlessGone(ask(ctx, account, Standing, call));
			return found && { id: found.id, url: webAddress(found.permalink_url), text: found.message };
		},
		async edit(ctx, account, post, change) {
			await ask(ctx, account, Done, { method: 'POST', path: id(post), params: { message: messageOf(change) } });
		},
		async delete(ctx, account, post) {
			await unlessGone(ask(ctx, account, Done, { method: 'DELETE', path: id(post) }));
		},
		async collectComments(ctx, account, post, cursor) {
			const found = await listComments(ctx, account, post, { filter: 'stream', order: 'chronological', after: cursor });
			const comments = found.data
				.filter(({ is_hidden: hidden }) => !hidden)
				.map((one): NetworkComment => ({
					id: one.id,
					url: webAddress(one.permalink_url),
					parent: one.parent?.id ?? null,
					author: { name: one.from?.name ?? '', url: null },
					text: one.message,
					posted: new Date(one.created_time),
					own: one.from?.id === account.id,
				}));
			return { comments, next: nextOf(found.paging) };
		},
		async readReach(ctx, account, post) {
			const fields = 'reactions.limit(0).summary(total_count),comments.limit(0).summary(total_count)';
			const [views, clicks, numbers] = await Promise.all([
				insights(ctx, account, post, 'post_total_media_view_unique', 'post_media_view'),
				insights(ctx, account, post, 'post_clicks'),
				ask(ctx, account, Numbers, { path: id(post), params: { fields } }),
			]);
			return {
				reached: views('post_total_media_view_unique'),
				views: views('post_media_view'),
				clicks: clicks('post_clicks'),
				likes: numbers.reactions?.summary?.total_count ?? null,
				comments: numbers.comments?.summary?.total_count ?? null,
			};
		},
		findMentions: (ctx, account, _host, since) => listTagged(ctx, account, since),
		mentionsPass: true,
		async reply(ctx, account, { post, comment }, text) {
			const path = `${id(comment ?? post)}/comments`;
			const params = { message: text, fields: 'id,permalink_url' };
			const made = await ask(ctx, account, Made, { method: 'POST', path, params });
			return { id: made.id, url: webAddress(made.permalink_url) };
		},
		async findReply(ctx, account, { post, comment }: ReplyTarget, text, _key, since): Promise<Found> {
			const found = await listComments(ctx, account, comment ?? post, { order: 'reverse_chronological' });
			const after = since.getTime() - clockSkew;
			const mine = found.data.find(
				(one) => one.from?.id === account.id && one.message === text && new Date(one.created_time).getTime() >= after,
			);
			if (mine) return { id: mine.id, url: webAddress(mine.permalink_url) };
			return nextOf(found.paging) ? 'cannot-tell' : 'absent';
		},
		webhook: facebookWebhook,
	};

	/**
	 * What these metrics of a post say. Metrics come and go, and one that is gone refuses the whole call; without them a post has no such
	 * number, which is no trouble. Those that are told instead of reach are from the changelog of v25.0; that clicks are still told under this
	 * name stands in no list of what ended and in clients of September 2026, not on a page of Meta's, so they are asked for alone.
	 */
	async function insights(ctx: Ctx, account: OwnAccount, post: string, ...metrics: string[]) {
		try {
			const params = { metric: metrics.join(',') };
			const { data } = await ask(ctx, account, Insights, { path: `${id(post)}/insights`, params });
			return (name: string): number | null => {
				const found = data.find((one) => one.name === name)?.values.at(-1)?.value;
				return typeof found === 'number' ? found : null;
			};
		} catch (error) {
			if (error instanceof NetworkProblem && ['validation', 'permission'].includes(error.trouble)) return () => null;
			throw error;
		}
	}
}

const commentFields = 'id,message,from{id,name},created_time,parent{id},permalink_url,is_hidden';

const id = (given: string): string => encodeURIComponent(given);

const messageOf = (post: Outgoing): string => outgoingText(post, facebookLimits);

/** Ours by its words and its link; the link is one of a kind, where the network tells it. */
function isOurs(found: z.output<typeof Posts>['data'][number], post: Outgoing): boolean {
	if ((found.message ?? '') !== messageOf(post)) return false;
	const links = found.attachments?.data.flatMap(({ unshimmed_url: url }) => url ?? []) ?? [];
	return !post.link || Boolean(post.pictures?.length) || !links.length || links.includes(post.link);
}
