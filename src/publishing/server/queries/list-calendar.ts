import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { networkTitle } from '#network/known-networks.ts';
import { mayChangeDraft, maySeePosts } from '#publishing/policy.ts';
import { postState, type PostState } from '#publishing/post-state.ts';
import { readPause } from '#publishing/server/queries/read-pause.ts';
import { variantState, type VariantState } from '#publishing/variant-state.ts';

const ListCalendar = z.object({
	from: z.date(),
	/** Not itself. */
	to: z.date(),
	account: z.coerce.number().int().positive().optional(),
	campaign: z.string().max(60).optional(),
	label: z.string().max(40).optional(),
});

/** Most entries that one view shows. */
const most = 1000;

/** Something that went out or will, at its time. */
export interface CalendarEntry {
	/** Stable within a view: `variant-3` or `post-9`. */
	key: string;
	variant: number | null;
	draft: number | null;
	post: number | null;
	at: Date;
	text: string;
	account: { id: number; name: string; title: string };
	campaign: string | null;
	labels: string[];
	state: Exclude<VariantState, 'posted'> | PostState;
	/** Whether this person may move it. */
	movable: boolean;
}

/**
 * What goes out and went out between two moments, in the order of its times; and beside it what has no time yet, newest first.
 * Posts that came from no draft are there too, unless it is asked for a campaign or a label.
 */
export const listCalendar = query(ListCalendar, async (ctx, asked) => {
	authorize(ctx.actor, 'post.list', maySeePosts, null);
	const paused = (await readPause(ctx, {})) !== null;
	const [rows, others, loose] = await Promise.all([
		variants(ctx, asked)
			.where((eb) => eb.fn.coalesce('post.published', 'variant.posted', 'variant.due'), '>=', asked.from)
			.where((eb) => eb.fn.coalesce('post.published', 'variant.posted', 'variant.due'), '<', asked.to)
			.limit(most)
			.execute(),
		asked.campaign || asked.label ? [] : posts(ctx, asked).limit(most).execute(),
		variants(ctx, asked)
			.where('variant.due', 'is', null)
			.where('variant.posted', 'is', null)
			.orderBy('variant.id', 'desc')
			.limit(50)
			.execute(),
	]);
	const fromVariant = (row: (typeof rows)[number]): CalendarEntry => {
		const state = variantState(row, paused);
		return {
			key: `variant-${row.id}`,
			variant: row.id,
			draft: row.draft,
			post: row.post,
			at: row.published ?? row.posted ?? row.due ?? row.changed,
			text: row.text,
			account: { id: row.account, name: row.name, title: networkTitle(ctx.locale, row.network) },
			campaign: row.campaign,
			labels: row.labels,
			state: state === 'posted' ? postState({ ...row, armed: row.armed, tries: row.tries ?? 0 }) : state,
			movable: !row.posted && mayChangeDraft(ctx.actor, row),
		};
	};
	const entries = [
		...rows.map(fromVariant),
		...others.map((row): CalendarEntry => ({
			key: `post-${row.id}`,
			variant: null,
			draft: null,
			post: row.id,
			at: row.published ?? row.queued,
			text: row.text,
			account: { id: row.account, name: row.name, title: networkTitle(ctx.locale, row.network) },
			campaign: null,
			labels: [],
			state: postState(row),
			movable: false,
		})),
	].sort((one, other) => one.at.getTime() - other.at.getTime());
	return { entries, loose: loose.map(fromVariant), paused };
});

type Asked = z.output<typeof ListCalendar>;

function variants(ctx: Ctx, { account, campaign, label }: Asked) {
	let found = ctx.db
		.selectFrom('publishing.variant as variant')
		.innerJoin('publishing.draft as draft', 'draft.id', 'variant.draft')
		.innerJoin('publishing.account as account', 'account.id', 'variant.account')
		.leftJoin('publishing.post as post', 'post.id', 'variant.post')
		.select(['variant.id', 'variant.draft', 'variant.account', 'variant.text', 'variant.due', 'variant.posted'])
		.select(['variant.refused', 'variant.cancelled', 'variant.post', 'account.name', 'account.network'])
		.select(['draft.campaign', 'draft.labels', 'draft.author', 'draft.changed'])
		.select(['post.published', 'post.failed', 'post.unconfirmed', 'post.armed', 'post.tries', 'post.next_try'])
		.select('post.withdrawn')
		.where('variant.cancelled', 'is', null);
	if (account) found = found.where('variant.account', '=', account);
	if (campaign) found = found.where('draft.campaign', '=', campaign);
	if (label) found = found.where((eb) => eb(eb.val(label), '=', eb.fn.any('draft.labels')));
	return found;
}

function posts(ctx: Ctx, { from, to, account }: Asked) {
	let found = ctx.db
		.selectFrom('publishing.post as post')
		.innerJoin('publishing.account as account', 'account.id', 'post.account')
		.select(['post.id', 'post.account', 'post.text', 'post.queued', 'post.published', 'post.failed'])
		.select(['post.unconfirmed', 'post.armed', 'post.tries', 'post.next_try', 'post.withdrawn'])
		.select(['account.name', 'account.network'])
		.where((eb) => eb.fn.coalesce('post.published', 'post.queued'), '>=', from)
		.where((eb) => eb.fn.coalesce('post.published', 'post.queued'), '<', to)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('publishing.variant')
						.select('publishing.variant.id')
						.whereRef('publishing.variant.post', '=', 'post.id'),
				),
			),
		);
	if (account) found = found.where('post.account', '=', account);
	return found;
}
