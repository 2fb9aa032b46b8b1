import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ApiCall } from '#network/call-api.ts';
import { clockSkew } from '#network/clock-skew.ts';
import { outgoingText } from '#network/compose.ts';
import { lookBack } from '#network/look-back.ts';
import { askLinkedin, callLinkedin } from '#network/linkedin/call-linkedin.ts';
import {
	linkedinApp,
	linkedinConsent,
	linkedinPages,
	Organization,
	organizationPath,
	renewLinkedin,
} from '#network/linkedin/connect-linkedin.ts';
import { sendImage } from '#network/linkedin/linkedin-images.ts';
import { linkedinLimits } from '#network/linkedin/linkedin-limits.ts';
import { linkedinVersionEnd } from '#network/linkedin/linkedin-version.ts';
import { littleText, plainOf } from '#network/linkedin/little-text.ts';
import { linkedinText } from '#network/linkedin/messages/index.ts';
import type { Found, Network, NetworkComment, Outgoing, OwnAccount, Published } from '#network/network.ts';
import { asNetworkProblem, NetworkProblem, unlessGone } from '#network/network-problem.ts';

const Post = z.object({ id: z.string(), commentary: z.string().default(''), createdAt: z.number().default(0) });
const Posts = z.object({ elements: z.array(Post) });
const Comment = z.object({
	$URN: z.string().optional(),
	commentUrn: z.string().optional(),
	id: z.string(),
	actor: z.string(),
	message: z.object({ text: z.string().default('') }),
	parentComment: z.string().optional(),
	created: z.object({ time: z.number() }),
	commentsSummary: z.object({ aggregatedTotalComments: z.number().default(0) }).optional(),
});
const Comments = z.object({
	elements: z.array(Comment),
	paging: z.object({ start: z.number(), count: z.number(), total: z.number().optional() }).optional(),
});
const Metadata = z.object({
	reactionSummaries: z.record(z.string(), z.object({ count: z.number() })).default({}),
	commentSummary: z.object({ count: z.number() }).optional(),
});
const Statistics = z.object({
	elements: z.array(
		z.object({
			totalShareStatistics: z.object({
				uniqueImpressionsCount: z.number().optional(),
				impressionCount: z.number().optional(),
				clickCount: z.number().optional(),
			}),
		}),
	),
});
const Followers = z.object({ firstDegreeSize: z.number() });

/** Comments, and posts, of one part. */
const perPart = 50;
/** Parts of a page's posts that are looked through; what LinkedIn allows in a day it does not publish. */
const mostParts = 60;
const urn = (id: string): string => encodeURIComponent(id);

/** Pages of companies on LinkedIn: a version in every call, text with a markup of its own, cards that we make. */
export function linkedinNetwork(): Network {
	const ask = <S extends z.ZodType>(ctx: Ctx, account: OwnAccount, schema: S, call: ApiCall) =>
		callLinkedin(ctx, account, schema, call);
	const listComments = (ctx: Ctx, account: OwnAccount, target: string, start: number) =>
		ask(ctx, account, Comments, {
			path: `/rest/socialActions/${urn(target)}/comments`,
			params: { start, count: perPart },
		});
	const commentOf = (account: OwnAccount, post: string, one: z.output<typeof Comment>): NetworkComment => {
		const id = one.commentUrn ?? one.$URN ?? `urn:li:comment:(${post},${one.id})`;
		return {
			id,
			url: `https://www.linkedin.com/feed/update/${post}?commentUrn=${urn(id)}`,
			parent: one.parentComment ?? null,
			// Who a person is, LinkedIn does not tell an app.
			author: { name: one.actor === account.id ? '' : 'LinkedIn', url: null },
			text: one.message.text,
			posted: new Date(one.created.time),
			own: one.actor === account.id,
		};
	};

	/** How far it went, of a page's post. These numbers are for apps that passed review; a post without them is no trouble. */
	const readShown = async (ctx: Ctx, account: OwnAccount, post: string) => {
		// The brackets of a list stand there as they are.
		const list = `${post.startsWith('urn:li:ugcPost:') ? 'ugcPosts' : 'shares'}=List(${urn(post)})`;
		const query = `q=organizationalEntity&organizationalEntity=${urn(account.id)}&${list}`;
		try {
			const path = `/rest/organizationalEntityShareStatistics?${query}`;
			return (await ask(ctx, account, Statistics, { path })).elements[0]?.totalShareStatistics ?? null;
		} catch (error) {
			if (['permission', 'validation', 'not-found'].includes(asNetworkProblem(error).trouble)) return null;
			throw error;
		}
	};

	return {
		name: 'linkedin',
		title: (locale) => linkedinText(locale)('title'),
		needs: (locale) => {
			const say = linkedinText(locale);
			return {
				needed: [say('need.page'), say('need.app'), say('need.back')],
				notes: [say('note.renew'), say('note.card'), say('note.found')],
			};
		},
		limits: linkedinLimits,
		idempotency: { by: 'list', settled: 5 * 60_000 },
		version: linkedinVersionEnd,
		connecting: { by: 'consent', app: linkedinApp, begin: linkedinConsent, finish: linkedinPages },
		refresh: renewLinkedin,
		async check(ctx, account) {
			const page = await ask(ctx, account, Organization, { path: organizationPath(account.id) });
			const params = { edgeType: 'COMPANY_FOLLOWED_BY_MEMBER' };
			const path = `/rest/networkSizes/${urn(account.id)}`;
			const { firstDegreeSize: followers } = await ask(ctx, account, Followers, { path, params });
			return { name: page.localizedName, followers };
		},
		async stage(ctx, account, { pictures = [] }) {
			const images: string[] = [];
			for (const picture of pictures) images.push(await sendImage(ctx, account, picture));
			return images.join(' ');
		},
		async publish(ctx, account, post) {
			const json = {
				author: account.id,
				commentary: littleText(outgoingText(post, linkedinLimits)),
				visibility: 'PUBLIC',
				distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
				...contentOf(post),
				lifecycleState: 'PUBLISHED',
				isReshareDisabledByAuthor: false,
			};
			const answer = await askLinkedin(ctx, account, { method: 'POST', path: '/rest/posts', body: { json } });
			const id = answer.headers['x-restli-id'];
			if (typeof id !== 'string') throw new NetworkProblem('unknown-outcome', { reason: 'no number' });
			return standing(id);
		},
		findPublished(ctx, account, post, _key, since) {
			// As it comes back: a full-width sign before a tag has become another.
			const text = plainOf(littleText(outgoingText(post, linkedinLimits))).trim();
			return lookBack(account, {
				async part(own, cursor) {
					const start = Number(cursor ?? 0);
					const params = { q: 'author', author: account.id, count: perPart, start, sortBy: 'CREATED' };
					const { elements: all } = await ask(ctx, own, Posts, { path: '/rest/posts', params });
					return { all, next: all.length < perPart ? null : String(start + all.length) };
				},
				said: ({ createdAt }) => createdAt,
				isOurs: ({ commentary }) => plainOf(commentary).trim() === text,
				standing: ({ id }) => standing(id),
				since,
				most: mostParts,
			});
		},
		async read(ctx, account, post) {
			const found = await unlessGone(ask(ctx, account, Post, { path: `/rest/posts/${urn(post)}` }));
			return found && { ...standing(found.id), text: plainOf(found.commentary) };
		},
		async edit(ctx, account, post, change) {
			const commentary = littleText(outgoingText(change, linkedinLimits));
			await askLinkedin(ctx, account, {
				method: 'POST',
				path: `/rest/posts/${urn(post)}`,
				headers: { 'x-restli-method': 'PARTIAL_UPDATE' },
				body: { json: { patch: { $set: { commentary } } } },
			});
		},
		async delete(ctx, account, post) {
			const headers = { 'x-restli-method': 'DELETE' };
			await unlessGone(askLinkedin(ctx, account, { method: 'DELETE', path: `/rest/posts/${urn(post)}`, headers }));
		},
		async collectComments(ctx, account, post, cursor) {
			const start = Number(cursor ?? 0);
			const { elements } = await listComments(ctx, account, post, start);
			const comments: NetworkComment[] = [];
			let whole = true;
			for (const one of elements) {
				const said = commentOf(account, post, one);
				comments.push(said);
				// What answers a comment is listed under it.
				if (!one.commentsSummary?.aggregatedTotalComments) continue;
				const { elements: answers } = await listComments(ctx, account, said.id, 0);
				comments.push(...answers.map((answer) => commentOf(account, post, answer)));
				whole &&= answers.length < perPart;
			}
			return {
				comments,
				whole,
				next: elements.length < perPart ? null : String(start + elements.length),
			};
		},
		async readReach(ctx, account, post) {
			const [found, shown] = await Promise.all([
				ask(ctx, account, Metadata, { path: `/rest/socialMetadata/${urn(post)}` }),
				readShown(ctx, account, post),
			]);
			const likes = Object.values(found.reactionSummaries).reduce((sum, { count }) => sum + count, 0);
			return {
				reached: shown?.uniqueImpressionsCount ?? null,
				views: shown?.impressionCount ?? null,
				likes,
				comments: found.commentSummary?.count ?? null,
				clicks: shown?.clickCount ?? null,
			};
		},
		async reply(ctx, account, { post, comment }, text) {
			const json = {
				actor: account.id,
				object: post,
				message: { text },
				...(comment ? { parentComment: comment } : {}),
			};
			const path = `/rest/socialActions/${urn(comment ?? post)}/comments`;
			const made = await ask(ctx, account, Comment, { method: 'POST', path, body: { json } });
			const { id, url } = commentOf(account, post, made);
			return { id, url };
		},
		async findReply(ctx, account, { post, comment }, text, _key, since): Promise<Found> {
			const { elements } = await listComments(ctx, account, comment ?? post, 0);
			const mine = elements.find(
				(one) =>
					one.actor === account.id && one.message.text === text && one.created.time >= since.getTime() - clockSkew,
			);
			if (mine) return commentOf(account, post, mine);
			return elements.length < perPart ? 'absent' : 'cannot-tell';
		},
	};
}

const standing = (id: string): Published => ({ id, url: `https://www.linkedin.com/feed/update/${id}` });

/** One picture, several, or a card: LinkedIn looks at no page itself, and takes no card without a title. */
function contentOf({ staged, pictures = [], link, card }: Outgoing): object {
	const images = (staged ?? '').split(' ').filter(Boolean);
	const of = (id: string, index: number) => ({ id, ...(pictures[index]?.alt ? { altText: pictures[index].alt } : {}) });
	if (images.length === 1) return { content: { media: of(images[0] as string, 0) } };
	if (images.length) return { content: { multiImage: { images: images.map(of) } } };
	if (!link) return {};
	return { content: { article: { source: link, title: card?.title || link, description: card?.text ?? '' } } };
}
