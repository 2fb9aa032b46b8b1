import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ApiCall } from '#network/call-api.ts';
import { clockSkew } from '#network/clock-skew.ts';
import { outgoingText } from '#network/compose.ts';
import { lookBack } from '#network/look-back.ts';
import { askMastodon, callMastodon } from '#network/mastodon/call-mastodon.ts';
import { mastodonAccount, mastodonConsent, Me, registerApp, serverField } from '#network/mastodon/connect-mastodon.ts';
import { Instance, mastodonLimits, serverLimits } from '#network/mastodon/mastodon-limits.ts';
import { commentOf, mentionOf, says, standing, Status } from '#network/mastodon/mastodon-status.ts';
import { mastodonText } from '#network/mastodon/messages/index.ts';
import type { Found as Seen, Network, Outgoing, OwnAccount, Published } from '#network/network.ts';
import { NetworkProblem, unlessGone } from '#network/network-problem.ts';
import { untold } from '#network/reach.ts';

const Media = z.object({ id: z.string().min(1) });
const Context = z.object({ descendants: z.array(Status) });
const Found = z.object({ statuses: z.array(Status) });
const Source = z.object({ text: z.string() });

/** A server knows a key again for an hour; ten minutes are left for clocks. Milliseconds. */
const keyLasts = 50 * 60_000;
/** Most statuses of one part, and parts that are looked through: a quarter of the calls that a server allows in five minutes. */
const [perPart, mostParts] = [40, 75];

/** Mastodon: each server is its own network with its own rules, and a post that comes twice under one key is one post. */
export function mastodonNetwork(): Network {
	const ask = <S extends z.ZodType>(ctx: Ctx, account: OwnAccount, schema: S, call: ApiCall) =>
		callMastodon(ctx, account, schema, call);
	const statusPath = (id: string): string => `/api/v1/statuses/${encodeURIComponent(id)}`;
	const write = async (ctx: Ctx, account: OwnAccount, json: object, key: string): Promise<Published> => {
		const headers = { 'idempotency-key': key };
		const status = { visibility: 'public', language: 'zh-TW', ...json };
		const call = { method: 'POST', path: '/api/v1/statuses', body: { json: status }, headers } as const;
		return standing(await ask(ctx, account, Status, call));
	};

	/** Sends the pictures, which nobody sees until a post names them; gives their ids. */
	async function stage(ctx: Ctx, account: OwnAccount, { pictures = [] }: Outgoing): Promise<string> {
		const ids: string[] = [];
		for (const { type, alt, read } of pictures) {
			const parts = new FormData();
			parts.set('file', new Blob([new Uint8Array(await read())], { type }), `picture.${type.split('/')[1]}`);
			if (alt) parts.set('description', alt);
			const call = { method: 'POST', path: '/api/v2/media', body: { parts }, creating: false } as const;
			ids.push((await ask(ctx, account, Media, call)).id);
		}
		return ids.join(',');
	}

	/** A picture that is still being worked on is answered with 206; one that is gone was never used and is sent anew. */
	async function makeSure(ctx: Ctx, account: OwnAccount, ids: readonly string[]): Promise<void> {
		for (const id of ids) {
			const answer = await unlessGone(askMastodon(ctx, account, { path: `/api/v1/media/${encodeURIComponent(id)}` }));
			if (answer?.status === 206)
				throw new NetworkProblem('media-processing', {}, new Date(ctx.now.getTime() + 30_000));
		}
	}

	return {
		name: 'mastodon',
		title: (locale) => mastodonText(locale)('title'),
		needs: (locale) => {
			const say = mastodonText(locale);
			return {
				needed: [say('need.account'), say('need.server'), say('need.leave')],
				notes: [say('note.length'), say('note.comments'), say('note.found')],
			};
		},
		limits: mastodonLimits,
		idempotency: { by: 'key', within: keyLasts },
		connecting: {
			by: 'consent',
			app: [serverField],
			register: registerApp,
			begin: mastodonConsent,
			finish: mastodonAccount,
		},
		async check(ctx, account) {
			const me = await ask(ctx, account, Me, { path: '/api/v1/accounts/verify_credentials' });
			const instance = await ask(ctx, account, Instance, { path: '/api/v2/instance' });
			const name = `@${me.username}@${instance.domain}`;
			return { name, followers: me.followers_count ?? null, limits: serverLimits(instance) };
		},
		stage,
		async publish(ctx, account, post, key) {
			// Who found an attempt without an outcome has nothing staged; what was created then is recognised by its key.
			const staged = post.staged ?? (await stage(ctx, account, post));
			const media = staged.split(',').filter(Boolean);
			await makeSure(ctx, account, media);
			const json = { status: outgoingText(post, mastodonLimits), ...(media.length ? { media_ids: media } : {}) };
			return write(ctx, account, json, key);
		},
		findPublished(ctx, account, post, _key, since) {
			const text = outgoingText(post, mastodonLimits);
			const path = `/api/v1/accounts/${account.connection['user']}/statuses`;
			return lookBack(account, {
				async part(own, cursor) {
					const params = { limit: perPart, exclude_reblogs: true, exclude_replies: true, max_id: cursor };
					const all = await ask(ctx, own, z.array(Status), { path, params });
					// A server may leave some out of a part, so that only an empty one is the last.
					return { all, next: all.at(-1)?.id ?? null };
				},
				said: (one) => new Date(one.created_at).getTime(),
				isOurs: (one) => says(one, text),
				standing,
				since,
				most: mostParts,
			});
		},
		async read(ctx, account, post) {
			const found = await unlessGone(ask(ctx, account, Status, { path: statusPath(post) }));
			if (!found) return null;
			const { text } = await ask(ctx, account, Source, { path: `${statusPath(post)}/source` });
			return { ...standing(found), text };
		},
		async edit(ctx, account, post, change) {
			// Pictures that are not named again would be taken off.
			const { media_attachments: media } = await ask(ctx, account, Status, { path: statusPath(post) });
			const json = { status: outgoingText(change, mastodonLimits), media_ids: media.map(({ id }) => id) };
			await ask(ctx, account, Status, { method: 'PUT', path: statusPath(post), body: { json } });
		},
		async delete(ctx, account, post) {
			await unlessGone(ask(ctx, account, z.object({}), { method: 'DELETE', path: statusPath(post) }));
		},
		async collectComments(ctx, account, post) {
			const { descendants } = await ask(ctx, account, Context, { path: `${statusPath(post)}/context` });
			const comments = descendants.flatMap((one) => commentOf(one, post, account) ?? []);
			return { comments: comments.sort((a, b) => a.posted.getTime() - b.posted.getTime()), next: null };
		},
		async findMentions(ctx, account, host, since) {
			const params = { q: host, type: 'statuses', limit: 40 };
			// A server that searches no texts answers with none.
			const { statuses } = await ask(ctx, account, Found, { path: '/api/v2/search', params });
			return statuses
				.flatMap((one) => mentionOf(one, account) ?? [])
				.filter(({ posted }) => posted.getTime() >= since.getTime() - clockSkew);
		},
		async readReach(ctx, account, post) {
			const { favourites_count: likes, replies_count: comments } = await ask(ctx, account, Status, {
				path: statusPath(post),
			});
			return { ...untold, likes: likes ?? null, comments: comments ?? null };
		},
		async reply(ctx, account, { post, comment }, text, key) {
			const target = await ask(ctx, account, Status, { path: statusPath(comment ?? post) });
			// Who is not named is not told.
			const named = target.account.id === account.connection['user'] ? text : `@${target.account.acct} ${text}`;
			return write(ctx, account, { status: named, in_reply_to_id: target.id }, key);
		},
		async findReply(ctx, account, { post, comment }, text, _key, since): Promise<Seen> {
			const target = comment ?? post;
			const { descendants } = await ask(ctx, account, Context, { path: `${statusPath(target)}/context` });
			const mine = descendants.find((one) => {
				const said = commentOf(one, target, account);
				return (
					said?.own &&
					one.in_reply_to_id === target &&
					said.text === text &&
					said.posted.getTime() >= since.getTime() - clockSkew
				);
			});
			return mine ? standing(mine) : 'absent';
		},
	};
}
