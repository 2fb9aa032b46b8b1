import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { outgoingText } from '#network/compose.ts';
import { blueskyLimits } from '#network/bluesky/bluesky-limits.ts';
import { readOthers, searchLinks } from '#network/bluesky/bluesky-mentions.ts';
import { openSession, renewSession } from '#network/bluesky/bluesky-session.ts';
import { readThread, Strong } from '#network/bluesky/bluesky-thread.ts';
import { facetsOf } from '#network/bluesky/facets.ts';
import { findPeople } from '#network/bluesky/find-people.ts';
import { blueskyText } from '#network/bluesky/messages/index.ts';
import { newTid, tidOf, timeOfTid } from '#network/bluesky/tid.ts';
import { callXrpc, type XrpcCall } from '#network/bluesky/xrpc.ts';
import type { Found, Network, Outgoing, OwnAccount, Published } from '#network/network.ts';
import { NetworkProblem, unlessGone } from '#network/network-problem.ts';
import { untold } from '#network/reach.ts';

const collection = 'app.bsky.feed.post';
const Blob = z.object({ blob: z.record(z.string(), z.unknown()) });
const Stood = z.object({ uri: z.string(), cid: z.string(), value: z.object({ text: z.string() }).loose() });
const Profile = z.object({ handle: z.string(), followersCount: z.number().nullish() });
const Posts = z.object({
	posts: z.array(Strong.extend({ likeCount: z.number().nullish(), replyCount: z.number().nullish() })),
});

/**
 * Bluesky, by the AT Protocol. The key of a record is chosen by us and kept before it is written (`stage`), and writing a
 * record twice under one key is writing it once: so a post can be sent again at any time.
 */
export function blueskyNetwork(): Network {
	const ask = <S extends z.ZodType>(ctx: Ctx, account: OwnAccount, schema: S, call: XrpcCall) =>
		callXrpc(ctx, schema, { token: account.connection['access'], note: account.note, ...call });
	const standing = ({ id, connection }: OwnAccount, rkey: string): Published => ({
		id: `at://${id}/${collection}/${rkey}`,
		url: `https://bsky.app/profile/${connection['handle'] ?? id}/post/${rkey}`,
	});
	const write = async (ctx: Ctx, account: OwnAccount, rkey: string, record: object): Promise<Published> => {
		const body = { repo: account.id, collection, rkey, record: { $type: collection, ...record } };
		await ask(ctx, account, Strong, { name: 'com.atproto.repo.putRecord', body, creating: true });
		return standing(account, rkey);
	};
	const find = (ctx: Ctx, account: OwnAccount, rkey: string) => {
		const params = { repo: account.id, collection, rkey };
		return unlessGone(ask(ctx, account, Stood, { name: 'com.atproto.repo.getRecord', params }));
	};
	/** Pictures leave no place for a card: the link is then written out. */
	const record = async (ctx: Ctx, account: OwnAccount, post: Outgoing, rkey: string): Promise<object> => {
		const text = outgoingText(post, blueskyLimits);
		const people = await findPeople(ctx, account, text);
		const shown = await embed(ctx, account, post);
		return {
			text,
			facets: facetsOf(text, people),
			createdAt: timeOfTid(rkey).toISOString(),
			langs: ['zh-TW'],
			...shown,
		};
	};

	/** Pictures, or a card about the link: the network looks at no page itself, so the card is made here. */
	async function embed(ctx: Ctx, account: OwnAccount, { pictures = [], link, card }: Outgoing): Promise<object> {
		const images: object[] = [];
		for (const { type, alt, width, height, read } of pictures) {
			const bytes = { type, content: await read() };
			const { blob } = await ask(ctx, account, Blob, { name: 'com.atproto.repo.uploadBlob', bytes });
			images.push({ alt, image: blob, aspectRatio: { width, height } });
		}
		if (images.length) return { embed: { $type: 'app.bsky.embed.images', images } };
		if (!link) return {};
		const external = { uri: link, title: card?.title ?? link, description: card?.text ?? '' };
		return { embed: { $type: 'app.bsky.embed.external', external } };
	}

	return {
		name: 'bluesky',
		title: (locale) => blueskyText(locale)('title'),
		needs: (locale) => {
			const say = blueskyText(locale);
			return { needed: [say('need.password')], notes: [say('note'), say('note.found')] };
		},
		limits: blueskyLimits,
		idempotency: { by: 'key', within: null },
		connecting: {
			by: 'token',
			fields: [
				{
					name: 'handle',
					label: (locale) => blueskyText(locale)('field.handle'),
					hint: (locale) => blueskyText(locale)('field.handle.hint'),
					pattern: /^@?[\w-]+(?:\.[\w-]+)+$/,
				},
				{
					name: 'password',
					label: (locale) => blueskyText(locale)('field.password'),
					hint: (locale) => blueskyText(locale)('field.password.hint'),
					secret: true,
					pattern: /^\S{8,200}$/,
				},
			],
			connect: openSession,
		},
		refresh: renewSession,
		async check(ctx, account) {
			const params = { actor: account.id };
			const profile = await ask(ctx, account, Profile, { name: 'app.bsky.actor.getProfile', params });
			return { name: profile.handle, followers: profile.followersCount ?? null };
		},
		stage: (ctx) => Promise.resolve(newTid(ctx.now)),
		async publish(ctx, account, post) {
			if (!post.staged) throw new NetworkProblem('stage-lost');
			return write(ctx, account, post.staged, await record(ctx, account, post, post.staged));
		},
		async findPublished(ctx, account, { staged }): Promise<Found> {
			return staged && (await find(ctx, account, staged)) ? standing(account, staged) : 'absent';
		},
		async read(ctx, account, post) {
			// What others said stands in a place of their own.
			if (!post.startsWith(`at://${account.id}/`)) return readOthers(ctx, account, post);
			const rkey = post.split('/').at(-1) ?? '';
			const found = await find(ctx, account, rkey);
			return found && { ...standing(account, rkey), text: found.value.text };
		},
		async edit(ctx, account, post, change) {
			const rkey = post.split('/').at(-1) ?? '';
			await write(ctx, account, rkey, await record(ctx, account, change, rkey));
		},
		async delete(ctx, account, post) {
			const body = { repo: account.id, collection, rkey: post.split('/').at(-1) ?? '' };
			await ask(ctx, account, z.object({}), { name: 'com.atproto.repo.deleteRecord', body });
		},
		async collectComments(ctx, account, post) {
			const thread = await readThread(ctx, account, post);
			return { comments: thread.comments, next: null };
		},
		findMentions: searchLinks,
		async readReach(ctx, account, post) {
			const { posts } = await ask(ctx, account, Posts, { name: 'app.bsky.feed.getPosts', params: { uris: post } });
			return { ...untold, likes: posts[0]?.likeCount ?? null, comments: posts[0]?.replyCount ?? null };
		},
		async reply(ctx, account, { post, comment }, text, key) {
			const uris = [...new Set([post, comment ?? post])];
			const found: z.output<typeof Strong>[] = [];
			for (const uri of uris) {
				const { posts } = await ask(ctx, account, Posts, { name: 'app.bsky.feed.getPosts', params: { uris: uri } });
				if (!posts[0]) throw new NetworkProblem('not-found', { code: uri });
				found.push({ uri: posts[0].uri, cid: posts[0].cid });
			}
			const reply = { root: found[0], parent: found.at(-1) };
			const facets = facetsOf(text, await findPeople(ctx, account, text));
			const words = { text, facets, createdAt: ctx.now.toISOString(), langs: ['zh-TW'], reply };
			return write(ctx, account, tidOf(key), words);
		},
		async findReply(ctx, account, _target, _text, key): Promise<Found> {
			return (await find(ctx, account, tidOf(key))) ? standing(account, tidOf(key)) : 'absent';
		},
	};
}
