import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import { findArticle } from '#content/server/index.ts';
import { everyNetwork } from '#network/known-networks.ts';
import type { Cost, Outgoing } from '#network/network.ts';
import { mayChangeDraft, mayKeepCampaigns, mayShare } from '#publishing/policy.ts';
import { listSaid } from '#publishing/server/find-said-before.ts';
import { actFor } from '#publishing/server/open-account.ts';
import { likeALink } from '#publishing/server/place-post.ts';
import { readBestTimes } from '#publishing/server/queries/read-best-times.ts';
import { listAccounts } from '#publishing/server/queries/list-accounts.ts';
import { listCampaigns } from '#publishing/server/queries/list-campaigns.ts';
import { readHandles } from '#publishing/server/queries/list-handles.ts';
import { listPickable } from '#publishing/server/queries/list-pickable.ts';
import { listSlots } from '#publishing/server/queries/list-slots.ts';
import { readPause } from '#publishing/server/queries/read-pause.ts';
import { shapeOf } from '#publishing/server/shape-of.ts';
import { variantState } from '#publishing/variant-state.ts';
import { readBrand } from '#site/server/index.ts';

const id = z.coerce.number().int().positive();
/** Texts per account that the page compares with while somebody writes. */
const mostSaid = 60;

/**
 * What the composer needs, for a new draft (about an article or free) or for one that is there: everything its page counts,
 * judges and previews with. Throws Problem `draft.not-found`, `article.not-found`.
 */
export const readComposer = query(z.object({ draft: id.optional(), article: id.optional() }), async (ctx, asked) => {
	authorize(ctx.actor, 'post.share', mayShare, null);
	const draft = asked.draft ? await findDraft(ctx, asked.draft) : null;
	const about = draft ? draft.article : (asked.article ?? null);
	const article = about === null ? null : await findArticle(ctx, { id: about });
	if (about !== null && !article && !draft) throw notFound('article');
	const variants = draft ? await listVariants(ctx, draft.id) : [];
	const cover = article ? await coverOf(ctx, article.id) : null;
	const text = article ? [article.title, article.excerpt].filter(Boolean).join('\n\n') : '';
	const chosen = [...(draft?.pictures ?? []), ...(cover ? [cover] : [])];
	const [{ accounts }, campaigns, slots, pause, pictures, brand, best, handlesOn] = await Promise.all([
		listAccounts(ctx, {}),
		listCampaigns(ctx, {}),
		listSlots(ctx, {}),
		readPause(ctx, {}),
		listPickable(ctx, { chosen }),
		readBrand(ctx, {}),
		readBestTimes(ctx, {}),
		readHandles(ctx),
	]);
	return {
		draft,
		variants,
		key: randomToken(20),
		text: draft?.text ?? text,
		article: article && {
			id: article.id,
			title: article.title,
			excerpt: article.excerpt,
			tags: article.tags,
			public: article.published !== null && article.published <= ctx.now,
			opens: article.published ?? article.scheduled,
		},
		cover,
		/** As long as the real one, which is made when the post is. */
		link: likeALink(ctx),
		host: new URL(ctx.site.url).host,
		timeZone: brand.timeZone,
		campaigns: draft?.campaign && !campaigns.includes(draft.campaign) ? [...campaigns, draft.campaign] : campaigns,
		mayKeepCampaigns: mayKeepCampaigns(ctx.actor),
		mayChange: draft ? mayChangeDraft(ctx.actor, draft) : true,
		paused: pause !== null,
		pictures,
		accounts: await Promise.all(
			accounts.map(async ({ id: account, name, title, network, refused, limits }) => {
				const found = everyNetwork().find((one) => one.name === network);
				return {
					id: account,
					name,
					title,
					refused: refused !== null,
					limits,
					idle: !slots.some((slot) => slot.account === account),
					said: (await listSaid(ctx, account, idOf(variants, account))).slice(0, mostSaid),
					handles: handlesOn(network),
					best: best.get(account) ?? null,
					cost: found?.cost && !refused ? await costOf(ctx, account, draft?.text ?? text) : null,
				};
			}),
		),
	};
});

const idOf = (variants: readonly { id: number; account: number }[], account: number): number | null =>
	variants.find((variant) => variant.account === account)?.id ?? null;

async function findDraft(ctx: Ctx, draft: number) {
	const row = await ctx.db
		.selectFrom('publishing.draft')
		.leftJoin('membership.member as member', 'member.id', 'publishing.draft.author')
		.selectAll('publishing.draft')
		.select('member.name as by')
		.where('publishing.draft.id', '=', draft)
		.executeTakeFirst();
	if (!row) throw notFound('draft');
	return row;
}

async function listVariants(ctx: Ctx, draft: number) {
	const rows = await ctx.db
		.selectFrom('publishing.variant as variant')
		.leftJoin('publishing.post as post', 'post.id', 'variant.post')
		.selectAll('variant')
		.select(['post.external_url'])
		.where('variant.draft', '=', draft)
		.orderBy('variant.id')
		.execute();
	return rows.map((row) => ({ ...row, shape: shapeOf(row), state: variantState(row) }));
}

async function coverOf(ctx: Ctx, article: number): Promise<number | null> {
	const row = await ctx.db.selectFrom('content.article').select('cover').where('id', '=', article).executeTakeFirst();
	return row?.cover ?? null;
}

/** What this would cost with its link there; null when the network does not say just now. */
async function costOf(ctx: Ctx, account: number, text: string): Promise<Cost | null> {
	const post: Outgoing = { text, link: likeALink(ctx) };
	try {
		return await actFor(
			ctx,
			account,
			async (opened) => (await opened.network.cost?.(ctx, opened.account, post)) ?? null,
		);
	} catch (error) {
		ctx.log.warn('cost not known', { account, error });
		return null;
	}
}
