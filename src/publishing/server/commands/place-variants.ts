import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { randomToken } from '#platform/token.ts';
import { findArticles } from '#content/server/index.ts';
import { variantPosted, variantRefused } from '#publishing/events.ts';
import { accountLimits } from '#publishing/server/account-limits.ts';
import { isApproved } from '#publishing/server/approval.ts';
import { judgeVariant } from '#publishing/server/judge-variant.ts';
import { placePosts, type NewPost } from '#publishing/server/place-post.ts';
import { shapeOf } from '#publishing/server/shape-of.ts';

/** Variants that are placed at a time. */
const most = 200;

const PlaceVariants = z.object({ variants: z.array(z.number()), sentByCaller: z.boolean().default(false) });

/**
 * Makes posts of variants whose time has come, after judging each again; what is due before one on its account is placed before
 * it. Nothing happens to what was moved, called off or sent meanwhile, or while everything is paused: the timer comes back. Gives the accounts of
 * the posts that were made. Safe to run twice.
 */
export const placeVariants = command(PlaceVariants, async (ctx, { variants, sentByCaller }): Promise<number[]> => {
	const due = await findDueForUpdate(ctx, variants);
	if (!due.length || due[0]?.paused) return [];
	const posts: (NewPost & { variant: DueVariant })[] = [];
	const about = due.flatMap(({ article }) => article ?? []);
	const articles = about.length ? await findArticles(ctx, { ids: about }) : null;
	for (const variant of due) {
		const shape = shapeOf(variant);
		const now = { network: variant.network, refused: variant.refused, limits: variant.limits };
		const found = variant.article === null ? null : (articles?.get(variant.article) ?? null);
		const judged = await judgeVariant(ctx, { ...variant, shape, now, found }, ctx.now);
		const approved = await isApproved(ctx, variant, variant.since);
		if (!judged.may || !approved) {
			await refuse(ctx, variant, judged.may ? 'not-approved' : judged.trouble);
			continue;
		}
		posts.push({
			...variant,
			...judged,
			variant,
			shape,
			key: randomToken(20),
			queued: variant.due,
			sentByCaller,
			limits: accountLimits(now),
		});
	}
	if (!posts.length) return [];
	const made = await placePosts(ctx, posts);
	const placed = posts.map(({ variant: { id, draft } }, index) => ({ id, draft, post: made[index]! }));
	await sql`
		update publishing.variant set posted = ${ctx.now}, post = placed.post
		from jsonb_to_recordset(${JSON.stringify(placed)}::text::jsonb) as placed (id bigint, post bigint)
		where variant.id = placed.id`.execute(ctx.db);
	for (const { id: variant, draft, post } of placed)
		ctx.record({ name: variantPosted, about: [`draft:${draft}`, `post:${post}`], data: { draft, variant, post } });
	return [...new Set(posts.map(({ account }) => account))];
});

async function refuse(ctx: Ctx, { id, draft }: DueVariant, trouble: string): Promise<void> {
	await ctx.db.updateTable('publishing.variant').set({ refused: ctx.now, trouble }).where('id', '=', id).execute();
	ctx.record({ name: variantRefused, about: `draft:${draft}`, data: { draft, variant: id, trouble } });
}

interface DueVariant {
	id: number;
	draft: number;
	account: number;
	text: string;
	due: Date;
	article: number | null;
	target: string | null;
	campaign: string | null;
	pictures: number[];
	author: number | null;
	changed: Date;
	link_place: string;
	layout: string;
	comment: string;
	alts: unknown;
	network: string;
	refused: Date | null;
	limits: unknown;
	/** Somebody said that everything is kept back. */
	paused: boolean;
	/** Since when somebody has to approve; null: nobody has to. */
	since: Date | null;
}

/**
 * Variants whose time has come and what is due before them on their accounts, in the order of their times, with everything that is
 * asked before they go out, in one statement.
 */
async function findDueForUpdate(ctx: Ctx, ids: readonly number[]): Promise<DueVariant[]> {
	const { rows } = await sql<DueVariant>`
		select variant.id, variant.draft, variant.account, variant.text, variant.due, draft.article, draft.target, draft.campaign,
			draft.pictures, draft.author, draft.changed, variant.link_place, variant.layout, variant.comment, variant.alts,
			account.network, account.refused, account.limits,
			exists (select from publishing.pause where resumed is null) as paused,
			(select since from publishing.house_rule where name = 'approval') as since
		from (
			select account, max(due) as due from publishing.variant where id = any(${[...ids]}::bigint[]) group by account
		) as asked
		join publishing.variant as variant on variant.account = asked.account and variant.due <= asked.due
		join publishing.draft as draft on draft.id = variant.draft
		join publishing.account as account on account.id = variant.account
		where variant.due <= ${ctx.now} and variant.posted is null and variant.refused is null and variant.cancelled is null
		order by variant.due, variant.id
		limit ${most}
		for update of variant`.execute(ctx.db);
	return rows;
}
