import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { kinds, type Kind } from '#search/entry.ts';
import { indexThings } from '#search/server/commands/index-things.ts';

/** Things that are looked through in one transaction. */
const batch = 500;

/** What readers can see, by kind; `now` is what is public by then. */
const readable: Record<Kind, (ctx: Ctx) => RawBuilder<unknown>> = {
	article: ({ now }) => sql`content.article thing where published <= ${now} and deleted is null`,
	page: ({ now }) => sql`content.page thing where published <= ${now}`,
	thread: () => sql`community.thread thing where category is not null and hidden is null and withdrawn is null`,
	comment: () => sql`community.comment thing where deleted is null and hidden is null`,
	member: () => sql`membership.member thing where suspended is null and erased is null`,
	product: () => sql`commerce.product thing where retired is null`,
	event: () => sql`gathering.gathering thing where published is not null`,
};

/**
 * Looks through everything that has no entry yet: what was there before the search was, what an import brought, what a
 * lost job left out. Batch by batch, each a transaction: it may be stopped anywhere and goes on the next night.
 */
export const catchUp = job('search.catch-up', { every: '40 19 * * *', patient: true }, async (ctx) => {
	for (const kind of kinds) {
		for (let last = 0; ;) {
			const { rows } = await sql<{ id: number }>`
				select thing.id from ${readable[kind](ctx)} and thing.id > ${last}::bigint
					and not exists (select from search.entry e where e.kind = ${kind} and e.thing = thing.id)
				order by thing.id limit ${batch}`.execute(ctx.db);
			if (!rows.length) break;
			await indexThings(ctx, { kind, ids: rows.map(({ id }) => id) });
			last = rows.at(-1)?.id ?? last;
		}
	}
});
