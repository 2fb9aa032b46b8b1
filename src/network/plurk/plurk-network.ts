import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { clockSkew } from '#network/clock-skew.ts';
import { outgoingText } from '#network/compose.ts';
import { lookBack } from '#network/look-back.ts';
import type { Found, Network, Outgoing, OwnAccount } from '#network/network.ts';
import { unlessGone } from '#network/network-problem.ts';
import { untold } from '#network/reach.ts';
import { callPlurk, type PlurkCall } from '#network/plurk/call-plurk.ts';
import { Me, plurkAccount, plurkApp, plurkConsent } from '#network/plurk/connect-plurk.ts';
import { plurkText } from '#network/plurk/messages/index.ts';
import { searchPlurks } from '#network/plurk/plurk-mentions.ts';
import { plurkLimits } from '#network/plurk/plurk-limits.ts';
import { addressOf, commentOf, Plurk, Response, Responses, standing } from '#network/plurk/plurk-shapes.ts';

const Uploaded = z.object({ full: z.string() });
const Plurks = z.object({ plurks: z.array(Plurk) });
const Done = z.object({});

/** Parts of the timeline that are looked through at most: a small share of the calls of a day. */
const mostParts = 120;
/** Plurks, and responses, of one part. */
const perTimeline = 30;
const perPart = 50;

/** Plurk: signed by OAuth 1.0a, nothing known again by a key, and the same words twice in a row refused. */
export function plurkNetwork(): Network {
	const ask = <S extends z.ZodType>(ctx: Ctx, account: OwnAccount, schema: S, call: PlurkCall) =>
		callPlurk(ctx, account, schema, call);
	const get = (ctx: Ctx, account: OwnAccount, post: string) =>
		ask(ctx, account, z.object({ plurk: Plurk }), { path: '/APP/Timeline/getPlurk', form: { plurk_id: post } });
	const listResponses = (ctx: Ctx, account: OwnAccount, post: string, from: number) =>
		ask(ctx, account, Responses, {
			path: '/APP/Responses/get',
			form: { plurk_id: post, from_response: from, count: perPart },
		});

	return {
		name: 'plurk',
		title: (locale) => plurkText(locale)('title'),
		needs: (locale) => {
			const say = plurkText(locale);
			return {
				needed: [say('need.account'), say('need.app'), say('need.leave')],
				notes: [say('note.length'), say('note.flood'), say('note.found')],
			};
		},
		limits: plurkLimits,
		idempotency: { by: 'list', settled: 5 * 60_000 },
		connecting: { by: 'consent', app: plurkApp, begin: plurkConsent, finish: plurkAccount },
		async check(ctx, account) {
			const me = await ask(ctx, account, Me, { path: '/APP/Users/me' });
			return { name: me.display_name || me.nick_name, followers: me.fans_count ?? null };
		},
		async stage(ctx, account, { pictures = [] }) {
			const [picture] = pictures;
			if (!picture) return '';
			const parts = new FormData();
			parts.set('image', new Blob([new Uint8Array(await picture.read())], { type: picture.type }), 'picture');
			return (await ask(ctx, account, Uploaded, { path: '/APP/Timeline/uploadPicture', parts })).full;
		},
		async publish(ctx, account, post) {
			const form = { content: contentOf(post), qualifier: ':', lang: 'tr_ch' };
			const call = { path: '/APP/Timeline/plurkAdd', form, creating: true };
			return standing((await ask(ctx, account, Plurk, call)).plurk_id);
		},
		findPublished(ctx, account, post, _key, since) {
			const content = contentOf(post).trim();
			return lookBack(account, {
				async part(own, offset) {
					const form = { filter: 'my', limit: perTimeline, minimal_data: 1, ...(offset ? { offset } : {}) };
					const { plurks: all } = await ask(ctx, own, Plurks, { path: '/APP/Timeline/getPlurks', form });
					const last = all.at(-1);
					// Times are told to the second, and a part begins before its offset: what was said in the same second is asked for again.
					const next = last ? new Date(new Date(last.posted).getTime() + 1_000).toISOString().slice(0, 19) : null;
					if (next !== offset) return { all, next };
					// Nothing older: the list has ended, unless a whole part is of this one second.
					return { all, next: null, gap: all.length >= perTimeline };
				},
				said: ({ posted }) => new Date(posted).getTime(),
				isOurs: ({ content_raw: words }) => words.trim() === content,
				standing: ({ plurk_id: id }) => standing(id),
				since,
				most: mostParts,
			});
		},
		async read(ctx, account, post) {
			const found = await unlessGone(get(ctx, account, post));
			return found && { ...standing(found.plurk.plurk_id), text: found.plurk.content_raw };
		},
		async edit(ctx, account, post, change) {
			// A picture is part of the words: the one that stands there stays.
			const { plurk } = await get(ctx, account, post);
			const picture = /https?:\/\/images\.plurk\.com\/\S+/.exec(plurk.content_raw)?.[0];
			const content = contentOf({ ...change, staged: picture ?? null });
			const form = { plurk_id: post, content };
			await ask(ctx, account, Done, { path: '/APP/Timeline/plurkEdit', form, creating: true });
		},
		async delete(ctx, account, post) {
			const call = { path: '/APP/Timeline/plurkDelete', form: { plurk_id: post }, creating: true };
			await unlessGone(ask(ctx, account, Done, call));
		},
		async collectComments(ctx, account, post, cursor) {
			const from = Number(cursor ?? 0);
			const { friends, responses } = await listResponses(ctx, account, post, from);
			return {
				comments: responses.map((one) => commentOf(one, { account, post, friends })),
				next: responses.length < perPart ? null : String(from + responses.length),
			};
		},
		findMentions: searchPlurks,
		async readReach(ctx, account, post) {
			const { plurk } = await get(ctx, account, post);
			return { ...untold, likes: plurk.favorite_count ?? null, comments: plurk.response_count ?? null };
		},
		async reply(ctx, account, { post, comment }, text) {
			const name = comment ? await nameOf(ctx, account, post, comment) : null;
			const form = { plurk_id: post, content: name ? `@${name}: ${text}` : text, qualifier: ':' };
			const made = await ask(ctx, account, Response, { path: '/APP/Responses/responseAdd', form, creating: true });
			return { id: String(made.id), url: `${addressOf(post)}?r=${made.id}` };
		},
		async findReply(ctx, account, { post }, text, _key, since): Promise<Found> {
			const after = since.getTime() - clockSkew;
			for (let from = 0; from < 2_000; from += perPart) {
				const { responses } = await listResponses(ctx, account, post, from);
				const mine = responses.find(
					(one) =>
						String(one.user_id) === account.id &&
						one.content_raw.replace(/^@\w+: /, '') === text &&
						new Date(one.posted).getTime() >= after,
				);
				if (mine) return { id: String(mine.id), url: `${addressOf(post)}?r=${mine.id}` };
				if (responses.length < perPart) return 'absent';
			}
			return 'cannot-tell';
		},
	};

	/** Responses have no order of who answers whom: whom one answers is named. Null when it is not there any more. */
	async function nameOf(ctx: Ctx, account: OwnAccount, post: string, comment: string): Promise<string | null> {
		for (let from = 0; from < 2_000; from += perPart) {
			const { friends, responses } = await listResponses(ctx, account, post, from);
			const found = responses.find(({ id }) => String(id) === comment);
			if (found) return friends[found.user_id]?.nick_name ?? null;
			if (responses.length < perPart) return null;
		}
		return null;
	}
}

/** A picture stands in the words, by its address. */
const contentOf = (post: Outgoing): string => [outgoingText(post, plurkLimits), post.staged].filter(Boolean).join('\n');
