import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Takings } from '#insight/board.ts';
import { mayReadBoard } from '#insight/policy.ts';

/** What came of one post, from the moment it went out until now, counted by the rules of the board. */
export interface PostResults {
	/** How often its links were followed by people. */
	clicks: number;
	visits: number;
	/** Who joined and first came by it. */
	members: number;
	/** Written here by whoever first came by it, and brought home from under it. */
	commentsHome: number;
	commentsBack: number;
	/** Paid by members who first came by it. */
	orders: number;
	takings: Takings[];
}

/** What one post brought home. Zeros for a post that is not there. */
export const readPostResults = query(z.object({ post: z.number() }), async (ctx, { post }): Promise<PostResults> => {
	authorize(ctx.actor, 'insight.read', mayReadBoard, null);
	const came = sql`
		links as (select id from publishing.link where post = ${post}),
		came as (select id from membership.member where role = 'member' and came_by_link in (select id from links))`;
	const [counts, takings] = await Promise.all([
		sql<Omit<PostResults, 'orders' | 'takings'>>`
			with ${came}
			select (select count(*) from insight.click where link in (select id from links)) as clicks,
				(select coalesce(sum(visits), 0)::bigint from insight.tally
					where subject in (select 'link:' || id from links)) as visits,
				(select count(*) from came) as members,
				(select count(*) from community.comment c join community.thread t on t.id = c.thread
					where c.author in (select id from came) and c.origin_network is null and c.deleted is null
						and c.hidden is null and t.hidden is null) as "commentsHome",
				(select count(*) from publishing.comment c where c.post = ${post}
					and not exists (select from inbox.answer a where a.external_id = c.external_id)) as "commentsBack"`.execute(ctx.db),
		sql<Takings>`
			with ${came}
			select e.currency, count(*) filter (where e.transition = 'paid') as orders,
				coalesce(sum(e.amount) filter (where e.transition = 'paid'), 0)::bigint as paid,
				coalesce(-sum(e.amount) filter (where e.transition = 'refunded'), 0)::bigint as refunded,
				sum(e.amount)::bigint as net
			from commerce.order_entry e join commerce."order" o on o.id = e."order"
			where o.member in (select id from came) group by e.currency order by net desc`.execute(ctx.db),
	]);
	return {
		...counts.rows[0]!,
		orders: takings.rows.reduce((sum, { orders }) => sum + orders, 0),
		takings: takings.rows,
	};
});
