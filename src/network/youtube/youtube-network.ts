import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ApiCall } from '#network/call-api.ts';
import { clockSkew } from '#network/clock-skew.ts';
import type { Found, Network, NetworkComment, OwnAccount } from '#network/network.ts';
import { asNetworkProblem, NetworkProblem } from '#network/network-problem.ts';
import { untold } from '#network/reach.ts';
import { callYoutube } from '#network/youtube/call-youtube.ts';
import {
	Channels,
	renewYoutube,
	youtubeApp,
	youtubeChannels,
	youtubeConsent,
} from '#network/youtube/connect-youtube.ts';
import { youtubeText } from '#network/youtube/messages/index.ts';
import {
	addressOf,
	Comment,
	commentOf,
	Comments,
	Threads,
	videoAt,
	wordsOf,
} from '#network/youtube/youtube-comments.ts';
import { youtubeLimits } from '#network/youtube/youtube-limits.ts';

const Videos = z.object({
	items: z
		.array(
			z.object({
				id: z.string(),
				snippet: z.object({ title: z.string(), description: z.string().default('') }).optional(),
				statistics: z
					.object({
						viewCount: z.string().optional(),
						likeCount: z.string().optional(),
						commentCount: z.string().optional(),
					})
					.optional(),
			}),
		)
		.default([]),
});
const Thread = z.object({ snippet: z.object({ topLevelComment: Comment }) });

/** Parts of answers under one comment that are read at most: a thousand. */
const mostParts = 10;

/**
 * YouTube: the community of a channel's comments. Its interface writes no community posts; a video is uploaded there by a
 * person, who says here where it stands.
 */
export function youtubeNetwork(): Network {
	const ask = <S extends z.ZodType>(ctx: Ctx, account: OwnAccount, schema: S, call: ApiCall) =>
		callYoutube(ctx, account, schema, call);
	const findVideo = async (ctx: Ctx, account: OwnAccount, id: string, part: string) =>
		(await ask(ctx, account, Videos, { path: '/videos', params: { part, id } })).items[0] ?? null;

	/** Every answer under a comment; what comes with a thread are only some. */
	async function listAnswers(ctx: Ctx, account: OwnAccount, parent: string): Promise<Comment[]> {
		const answers: Comment[] = [];
		let token: string | undefined;
		for (let page = 0; page < mostParts; page++) {
			const params = { part: 'snippet', parentId: parent, maxResults: 100, textFormat: 'plainText', pageToken: token };
			const found = await ask(ctx, account, Comments, { path: '/comments', params });
			answers.push(...found.items);
			token = found.nextPageToken;
			if (!token) break;
		}
		return answers;
	}

	return {
		name: 'youtube',
		title: (locale) => youtubeText(locale)('title'),
		needs: (locale) => {
			const say = youtubeText(locale);
			return {
				needed: [say('need.channel'), say('need.app'), say('need.publish'), say('need.back')],
				notes: [say('note.publish'), say('note.quota'), say('note.found')],
			};
		},
		limits: youtubeLimits,
		idempotency: { by: 'nothing' },
		answerIdempotency: { by: 'list', settled: 5 * 60_000 },
		version: () => ({ name: 'v3', ends: null }),
		connecting: { by: 'consent', app: youtubeApp, begin: youtubeConsent, finish: youtubeChannels },
		refresh: renewYoutube,
		async check(ctx, account) {
			const params = { part: 'snippet,statistics', id: account.id };
			const [channel] = (await ask(ctx, account, Channels, { path: '/channels', params })).items;
			if (!channel) throw new NetworkProblem('not-found', { code: account.id });
			const followers = channel.statistics?.subscriberCount;
			return { name: channel.snippet.title, followers: followers === undefined ? null : Number(followers) };
		},
		publish: () => Promise.reject(new NetworkProblem('by-hand')),
		findPublished: () => Promise.resolve('cannot-tell'),
		recognise: videoAt,
		async read(ctx, account, post) {
			const found = await findVideo(ctx, account, post, 'snippet');
			return (
				found && { id: post, url: `https://www.youtube.com/watch?v=${post}`, text: found.snippet?.description ?? '' }
			);
		},
		async collectComments(ctx, account, post, cursor) {
			const params = {
				part: 'snippet,replies',
				videoId: post,
				order: 'time',
				maxResults: 100,
				textFormat: 'plainText',
				pageToken: cursor,
			};
			const { items, nextPageToken } = await unlessClosed(
				ask(ctx, account, Threads, { path: '/commentThreads', params }),
			);
			const comments: NetworkComment[] = [];
			for (const { snippet, replies } of items.reverse()) {
				const shown = replies?.comments ?? [];
				const answers =
					snippet.totalReplyCount > shown.length ? await listAnswers(ctx, account, snippet.topLevelComment.id) : shown;
				for (const one of [snippet.topLevelComment, ...answers]) comments.push(commentOf(one, post, account.id));
			}
			return { comments, next: nextPageToken ?? null };
		},
		async readReach(ctx, account, post) {
			const found = await findVideo(ctx, account, post, 'statistics');
			if (!found) throw new NetworkProblem('not-found', { code: post });
			const number = (text: string | undefined): number | null => (text === undefined ? null : Number(text));
			const { viewCount, likeCount, commentCount } = found.statistics ?? {};
			return { ...untold, views: number(viewCount), likes: number(likeCount), comments: number(commentCount) };
		},
		async reply(ctx, account, { post, comment }, text) {
			if (!comment) {
				const snippet = { channelId: account.id, videoId: post, topLevelComment: { snippet: { textOriginal: text } } };
				const call = {
					method: 'POST',
					path: '/commentThreads',
					params: { part: 'snippet' },
					body: { json: { snippet } },
				} as const;
				const { id } = (await ask(ctx, account, Thread, call)).snippet.topLevelComment;
				return { id, url: addressOf(post, id) };
			}
			const json = { snippet: { parentId: topOf(comment), textOriginal: text } };
			const call = { method: 'POST', path: '/comments', params: { part: 'snippet' }, body: { json } } as const;
			const { id } = await ask(ctx, account, Comment, call);
			return { id, url: addressOf(post, id) };
		},
		async findReply(ctx, account, { post, comment }, text, _key, since): Promise<Found> {
			const params = { part: 'snippet', videoId: post, order: 'time', maxResults: 100, textFormat: 'plainText' };
			const said = comment
				? await listAnswers(ctx, account, topOf(comment))
				: (await ask(ctx, account, Threads, { path: '/commentThreads', params })).items.map(
						({ snippet }) => snippet.topLevelComment,
					);
			const mine = said.find(
				(one) =>
					one.snippet.authorChannelId?.value === account.id &&
					wordsOf(one) === text &&
					new Date(one.snippet.publishedAt).getTime() >= since.getTime() - clockSkew,
			);
			if (mine) return { id: mine.id, url: addressOf(post, mine.id) };
			return said.length < (comment ? mostParts * 100 : 100) ? 'absent' : 'cannot-tell';
		},
	};
}

/** Answers stand under the comment at the top, whose id is the beginning of theirs. */
const topOf = (comment: string): string => comment.split('.')[0] ?? comment;

/** A video whose comments are turned off has none. */
async function unlessClosed(call: Promise<z.output<typeof Threads>>): Promise<z.output<typeof Threads>> {
	try {
		return await call;
	} catch (error) {
		if (asNetworkProblem(error).details['code'] === 'commentsDisabled') return { items: [] };
		throw error;
	}
}
