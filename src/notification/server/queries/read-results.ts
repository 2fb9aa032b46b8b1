import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { maySeeMailings } from '#notification/policy.ts';

/** How long after a click an order is told with the mailing, in days. */
export const orderDays = 7;

/** Figures of a mailing. */
export interface Results {
	/** Receivers of whom a person followed a link. */
	people: number;
	/** Receivers of whom only programs did, and how many links programs followed. */
	machinesOnly: number;
	machineClicks: number;
	/** Who joined by one of its links. */
	members: number;
	links: { target: string; people: number }[];
	/** Orders of those people within days of their first click. Minor units, paid minus refunded. */
	orders: { currency: string; orders: number; net: number }[];
}

/**
 * What came of a mailing. People are receivers, so the same person counts once however often they follow; what programs
 * did is told apart.
 */
export const readResults = query(
	z.object({ mailing: z.coerce.number().int().positive() }),
	async (ctx, { mailing }): Promise<Results> => {
		authorize(ctx.actor, 'mailing.list', maySeeMailings, null);
		const own = sql`select c.delivery, c.link, c.clicked, c.machine, d.subscriber from notification.click c
			join notification.delivery d on d.id = c.delivery where d.mailing = ${mailing}`;
		const { rows: sums } = await sql<{ people: number; everybody: number; machines: number; members: number }>`
			select count(distinct delivery) filter (where machine is null)::int as people,
				count(distinct delivery)::int as everybody, count(*) filter (where machine is not null)::int as machines,
				(select count(*)::int from membership.member m where m.came_by_link in (
					select jsonb_array_elements(letter->'links')::bigint from notification.mailing where id = ${mailing})) as members
			from (${own}) c`.execute(ctx.db);
		const { rows: links } = await sql<{ target: string; people: number }>`
			select l.target, count(distinct c.delivery)::int as people
			from (${own}) c join publishing.link l on l.id = c.link
			where c.machine is null group by l.target order by 2 desc, 1 limit 20`.execute(ctx.db);
		const { rows: orders } = await sql<{ currency: string; orders: number; net: number }>`
			select e.currency, count(*) filter (where e.transition = 'paid')::int as orders, sum(e.amount)::bigint as net
			from (select subscriber, min(clicked) as clicked from (${own}) c where machine is null group by subscriber) first
			join notification.subscriber s on s.id = first.subscriber
			join membership.member m on m.email = s.email
			join commerce.order o on o.member = m.id
			join commerce.order_entry e on e."order" = o.id
			where exists (
				select from commerce.order_entry paid where paid."order" = o.id and paid.transition = 'paid'
					and paid.occurred >= first.clicked and paid.occurred < first.clicked + ${orderDays} * interval '1 day')
			group by e.currency having count(*) filter (where e.transition = 'paid') > 0 order by 1`.execute(ctx.db);
		const [sum] = sums;
		return {
			people: sum?.people ?? 0,
			machinesOnly: (sum?.everybody ?? 0) - (sum?.people ?? 0),
			machineClicks: sum?.machines ?? 0,
			members: sum?.members ?? 0,
			links,
			orders,
		};
	},
);
