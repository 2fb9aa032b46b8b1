import type { Ctx } from '#platform/context/context.ts';
import { job, reaction } from '#platform/job/job.ts';
import { renewKept } from '#membership/server/kept-people.ts';

/** Facts of other modules after which a member's traits may be others. */
const facts = [
	'comment.posted',
	'comment.deleted',
	'comment.hidden',
	'comment.shown',
	'comment.imported',
	'order.paid',
	'order.refunded',
	'order.matched',
	'visit.named',
];

/** Something happened that segments ask about: the members concerned are looked at anew, from the truth itself. */
export const keepTraits = reaction(
	'membership.keep-traits',
	facts,
	async (ctx, { data }) => {
		const named = [data['member'], data['author']].filter((one) => typeof one === 'number');
		const members = named.length ? named : await authorsOf(ctx, data);
		if (!members.length) return;
		await renewTraits(ctx, members);
		await renewKept(ctx, { members });
	},
	{ quick: true },
);

/** Who wrote the comment that a fact tells of, or everybody who spoke in its threads. */
async function authorsOf(ctx: Ctx, data: Record<string, unknown>): Promise<number[]> {
	const { comment, threads } = data;
	const rows =
		typeof comment === 'number'
			? await ctx.sql<{ author: number }[]>`
				select author from community.comment where id = ${comment} and author is not null`
			: Array.isArray(threads)
				? await ctx.sql<{ author: number }[]>`
					select distinct author from community.comment where thread = any(${threads as number[]}) and author is not null`
				: [];
	return rows.map(({ author }) => author);
}

/** How many members are looked at in one statement at night. */
const batch = 2_000;

/** Each night: whatever no fact told of (a thread taken away, rows brought in) is put right. */
export const checkTraits = job('membership.check-traits', { every: '41 18 * * *', patient: true }, async (ctx) => {
	for (let after = 0; ;) {
		const rows = await ctx.sql<{ member: number }[]>`
			select member from membership.trait where member > ${after} order by member limit ${batch}`;
		const last = rows.at(-1);
		if (!last) return;
		await renewTraits(
			ctx,
			rows.map(({ member }) => member),
		);
		after = last.member;
	}
});

/** Reads anew what these members did elsewhere. A row that is right is not written. */
async function renewTraits(ctx: Ctx, members: number[]): Promise<void> {
	await ctx.sql`
		update membership.trait t
		set commented = seen.commented, bought = seen.bought, visited = seen.visited, clicked = seen.clicked, source = seen.source, campaign = seen.campaign
		from (
			select one.member, c.posted as commented, o.placed as bought, v.source, v.campaign, back.seen as visited, mail.clicked
			from unnest(${members}::bigint[]) as one (member)
			left join lateral (
				select c.posted from community.comment c
				where c.author = one.member and c.deleted is null and c.hidden is null
				order by c.id desc limit 1
			) c on true
			left join lateral (
				select o.placed from commerce.order o
				where o.member = one.member and (select sum(amount) from commerce.order_entry where "order" = o.id) > 0
				order by o.placed desc limit 1
			) o on true
			left join lateral (
				select v.source, v.campaign from insight.visit v where v.member = one.member order by v.id limit 1
			) v on true
			left join membership.member m on m.id = one.member
			left join lateral (
				select max(v.last_seen) as seen from insight.visit v where v.member = one.member and v.last_seen >= m.joined
			) back on true
			left join lateral (
				select max(c.clicked) as clicked from notification.subscriber s
					join notification.delivery d on d.subscriber = s.id join notification.click c on c.delivery = d.id
				where s.email = m.email and c.machine is null
			) mail on true
		) seen
		where t.member = seen.member
			and (t.commented, t.bought, t.visited, t.clicked, t.source, t.campaign)
				is distinct from (seen.commented, seen.bought, seen.visited, seen.clicked, seen.source, seen.campaign)`;
}
