import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ApiCall } from '#network/call-api.ts';
import { clockSkew } from '#network/clock-skew.ts';
import { lookBack } from '#network/look-back.ts';
import type { Network, Outgoing, OwnAccount, Published } from '#network/network.ts';
import { NetworkProblem, unlessGone } from '#network/network-problem.ts';
import { untold } from '#network/reach.ts';
import { callPinterest } from '#network/pinterest/call-pinterest.ts';
import {
	Board,
	Me,
	pinterestApp,
	pinterestBoards,
	pinterestConsent,
	renewPinterest,
} from '#network/pinterest/connect-pinterest.ts';
import { pinterestText } from '#network/pinterest/messages/index.ts';
import { pinterestLimits, titleMost } from '#network/pinterest/pinterest-limits.ts';

const Pin = z.object({
	id: z.string().min(1),
	description: z.string().nullish(),
	link: z.string().nullish(),
	created_at: z.string().optional(),
});
const Pins = z.object({ items: z.array(Pin), bookmark: z.string().nullish() });
/** Most pins of one part, and parts of a board that are looked through. */
const [perPart, mostParts] = [250, 40];
const Analytics = z.object({
	all: z.object({
		summary_metrics: z.record(z.string(), z.number().nullable()).optional(),
		lifetime_metrics: z.record(z.string(), z.number().nullable()).optional(),
	}),
});

/** Pinterest: pins on a board. It shows no app what is said under them, so there are no comments and no answers. */
export function pinterestNetwork(): Network {
	const ask = <S extends z.ZodType>(ctx: Ctx, account: OwnAccount, schema: S, call: ApiCall) =>
		callPinterest(ctx, account, schema, call);

	return {
		name: 'pinterest',
		title: (locale) => pinterestText(locale)('title'),
		needs: (locale) => {
			const say = pinterestText(locale);
			return {
				needed: [say('need.account'), say('need.app'), say('need.back')],
				notes: [say('note.picture'), say('note.comments'), say('note.found')],
			};
		},
		limits: pinterestLimits,
		idempotency: { by: 'list', settled: 5 * 60_000 },
		version: () => ({ name: 'v5', ends: null }),
		connecting: { by: 'consent', app: pinterestApp, begin: pinterestConsent, finish: pinterestBoards },
		refresh: renewPinterest,
		async check(ctx, account) {
			const me = await ask(ctx, account, Me, { path: '/user_account' });
			const board = await ask(ctx, account, Board, { path: `/boards/${account.id}` });
			return { name: `${me.username} · ${board.name}`, followers: me.follower_count ?? null };
		},
		async publish(ctx, account, post) {
			const [picture] = post.pictures ?? [];
			if (!picture) throw new NetworkProblem('validation', { field: 'pictures', limit: 1, actual: 0 });
			const data = (await picture.read()).toString('base64');
			const json = {
				board_id: account.id,
				...wordsOf(post),
				alt_text: picture.alt || null,
				media_source: { source_type: 'image_base64', content_type: picture.type, data },
			};
			return standing((await ask(ctx, account, Pin, { method: 'POST', path: '/pins', body: { json } })).id);
		},
		findPublished(ctx, account, post, _key, since) {
			const after = since.getTime() - clockSkew;
			return lookBack(account, {
				// In what order a board lists its pins is written nowhere: all of it is looked through.
				async part(own, bookmark) {
					const params = { page_size: perPart, bookmark };
					const found = await ask(ctx, own, Pins, { path: `/boards/${account.id}/pins`, params });
					return { all: found.items, next: found.bookmark ?? null };
				},
				isOurs: (one) =>
					// The link is one of a kind.
					(post.link ? one.link === post.link : (one.description ?? '').trim() === post.text.trim()) &&
					new Date(one.created_at ?? 0).getTime() >= after,
				standing: ({ id }) => standing(id),
				since,
				most: mostParts,
			});
		},
		async read(ctx, account, post) {
			const found = await unlessGone(ask(ctx, account, Pin, { path: `/pins/${post}` }));
			return found && { ...standing(found.id), text: found.description ?? '' };
		},
		async edit(ctx, account, post, change) {
			await ask(ctx, account, Pin, { method: 'PATCH', path: `/pins/${post}`, body: { json: wordsOf(change) } });
		},
		async delete(ctx, account, post) {
			await unlessGone(ask(ctx, account, z.object({}), { method: 'DELETE', path: `/pins/${post}` }));
		},
		async readReach(ctx, account, post) {
			const day = (days: number): string => new Date(ctx.now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
			const metrics = 'IMPRESSION,OUTBOUND_CLICK,SAVE,TOTAL_COMMENTS,TOTAL_REACTIONS';
			const params = { start_date: day(89), end_date: day(0), metric_types: metrics };
			try {
				const { all } = await ask(ctx, account, Analytics, { path: `/pins/${post}/analytics`, params });
				return {
					...untold,
					views: all.summary_metrics?.['IMPRESSION'] ?? null,
					likes: all.lifetime_metrics?.['TOTAL_REACTIONS'] ?? null,
					comments: all.lifetime_metrics?.['TOTAL_COMMENTS'] ?? null,
					clicks: all.summary_metrics?.['OUTBOUND_CLICK'] ?? null,
				};
			} catch (error) {
				// Numbers are for business accounts; a pin without them is no trouble.
				if (error instanceof NetworkProblem && error.trouble === 'permission') return untold;
				throw error;
			}
		},
	};
}

const standing = (id: string): Published => ({ id, url: `https://www.pinterest.com/pin/${id}/` });

/** A pin has a title besides: that of the article, else the first line. */
const wordsOf = ({ text, link, card }: Outgoing) => ({
	title: [...(card?.title || (text.split('\n')[0] ?? ''))].slice(0, titleMost).join(''),
	description: text,
	link,
});
