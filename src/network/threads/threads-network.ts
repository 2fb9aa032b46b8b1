import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { outgoingText } from '#network/compose.ts';
import { askAs } from '#network/meta/ask-as.ts';
import { findContained, publishContained, type ContainerWay } from '#network/meta/container.ts';
import type { GraphCall } from '#network/meta/graph.ts';
import { extendToken } from '#network/meta/long-token.ts';
import { metaApp } from '#network/meta/meta-app.ts';
import { notePublishingLimit } from '#network/meta/publishing-limit.ts';
import type { Found, Network, NetworkComment, OwnAccount } from '#network/network.ts';
import { unlessGone } from '#network/network-problem.ts';
import { webAddress } from '#network/read-answer.ts';
import { untold } from '#network/reach.ts';
import { threadsAccount, threadsConsent } from '#network/threads/connect-threads.ts';
import { threadsText } from '#network/threads/messages/index.ts';
import { threadsAddress, threadsBase } from '#network/threads/threads-addresses.ts';
import { threadsLimits } from '#network/threads/threads-limits.ts';
import { searchThreads } from '#network/threads/threads-mentions.ts';
import { Me, Said } from '#network/threads/threads-shapes.ts';
import { threadsWebhook } from '#network/threads/threads-webhook.ts';

const Made = z.object({ id: z.string().min(1) });
const Answers = z.object({
	data: z.array(
		Said.extend({
			replied_to: z.object({ id: z.string() }).optional(),
			is_reply_owned_by_me: z.boolean().default(false),
			hide_status: z.string().optional(),
		}),
	),
	paging: z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() }).optional(),
});
const Insights = z.object({
	data: z.array(
		z.object({
			name: z.string(),
			values: z.array(z.object({ value: z.number() })).optional(),
			total_value: z.object({ value: z.number() }).optional(),
		}),
	),
});
const Standing = z.object({ id: z.string(), text: z.string().default(''), permalink: z.string().optional() });

const way: ContainerWay = {
	base: threadsBase,
	status: 'status',
	publish: 'threads_publish',
	list: 'threads',
	text: 'text',
};
/** Answers are listed apart from posts. */
const answering: ContainerWay = { ...way, list: 'replies' };
const answerFields = 'id,text,username,permalink,timestamp,replied_to,is_reply_owned_by_me,hide_status';

/** Threads: containers, a token that is extended while it lasts, and calls with an envelope of their own. */
export function threadsNetwork(): Network {
	const ask = askAs(threadsBase);
	const contain = async (ctx: Ctx, account: OwnAccount, params: GraphCall['params']): Promise<string> =>
		(await ask(ctx, account, Made, { method: 'POST', path: `${account.id}/threads`, params, creating: false })).id;

	return {
		name: 'threads',
		title: (locale) => threadsText(locale)('title'),
		needs: (locale) => {
			const say = threadsText(locale);
			return {
				needed: [say('need.account'), say('need.app'), say('need.back'), say('need.calls')],
				notes: [say('note.limit'), say('note.found')],
			};
		},
		limits: threadsLimits,
		idempotency: { by: 'stage' },
		answerIdempotency: { by: 'list', settled: 5 * 60_000 },
		version: () => ({ name: 'v1.0', ends: null }),
		connecting: {
			by: 'consent',
			app: metaApp((locale, key) => threadsText(locale)(key)),
			begin: threadsConsent,
			finish: threadsAccount,
		},
		refresh: (ctx, account) => extendToken(ctx, threadsAddress(ctx), 'th_refresh_token', account),
		async check(ctx, account) {
			const me = await ask(ctx, account, Me, { path: 'me', params: { fields: 'id,username' } });
			await notePublishingLimit(ctx, threadsBase, 'threads_publishing_limit', account);
			return { name: me.username, followers: null };
		},
		async stage(ctx, account, post) {
			const text = outgoingText(post, threadsLimits);
			const pictures = post.pictures ?? [];
			const image = ({ url, alt }: (typeof pictures)[number]) => ({
				media_type: 'IMAGE',
				image_url: url,
				alt_text: alt || undefined,
			});
			const [first] = pictures;
			if (!first) return contain(ctx, account, { media_type: 'TEXT', text });
			if (pictures.length === 1) return contain(ctx, account, { ...image(first), text });
			const children: string[] = [];
			for (const picture of pictures)
				children.push(await contain(ctx, account, { ...image(picture), is_carousel_item: true }));
			return contain(ctx, account, { media_type: 'CAROUSEL', children: children.join(','), text });
		},
		publish: (ctx, account, post) =>
			publishContained(ctx, way, account, { staged: post.staged ?? null, text: outgoingText(post, threadsLimits) }),
		findPublished: (ctx, account, post, _key, since) =>
			findContained(ctx, way, account, {
				staged: post.staged ?? null,
				text: outgoingText(post, threadsLimits),
				since,
			}),
		async read(ctx, account, post) {
			const call = { path: post, params: { fields: 'id,text,permalink' } };
			const found = await unlessGone(ask(ctx, account, Standing, call));
			return found && { id: found.id, url: webAddress(found.permalink), text: found.text };
		},
		async delete(ctx, account, post) {
			await unlessGone(ask(ctx, account, z.object({}), { method: 'DELETE', path: post }));
		},
		async collectComments(ctx, account, post, cursor) {
			const params = { fields: answerFields, reverse: false, limit: 50, after: cursor };
			const { data, paging } = await ask(ctx, account, Answers, { path: `${post}/conversation`, params });
			const comments = data
				.filter(({ hide_status: hidden }) => !hidden || hidden === 'NOT_HUSHED' || hidden === 'UNHUSHED')
				.map((one): NetworkComment => ({
					id: one.id,
					url: webAddress(one.permalink),
					parent: one.replied_to && one.replied_to.id !== post ? one.replied_to.id : null,
					author: { name: one.username, url: webAddress(`https://www.threads.net/@${one.username}`) },
					text: one.text,
					posted: new Date(one.timestamp),
					own: one.is_reply_owned_by_me,
				}));
			return { comments, next: paging?.next ? (paging.cursors?.after ?? null) : null };
		},
		async readReach(ctx, account, post) {
			const { data } = await ask(ctx, account, Insights, {
				path: `${post}/insights`,
				params: { metric: 'views,likes,replies' },
			});
			const value = (name: string): number | null => {
				const found = data.find((one) => one.name === name);
				return found?.total_value?.value ?? found?.values?.at(-1)?.value ?? null;
			};
			return { ...untold, views: value('views'), likes: value('likes'), comments: value('replies') };
		},
		findMentions: searchThreads,
		mentionsPass: true,
		async reply(ctx, account, { post, comment }, text) {
			const staged = await contain(ctx, account, { media_type: 'TEXT', text, reply_to_id: comment ?? post });
			return publishContained(ctx, answering, account, { staged, text });
		},
		async findReply(ctx, account, { post, comment }, text, _key, since): Promise<Found> {
			const params = { fields: answerFields, reverse: true, limit: 50 };
			const { data, paging } = await ask(ctx, account, Answers, { path: `${comment ?? post}/conversation`, params });
			const after = since.getTime() - 600_000;
			const mine = data.find(
				(one) => one.is_reply_owned_by_me && one.text === text && new Date(one.timestamp).getTime() >= after,
			);
			if (mine) return { id: mine.id, url: webAddress(mine.permalink) };
			return paging?.next ? 'cannot-tell' : 'absent';
		},
		webhook: threadsWebhook,
	};
}
