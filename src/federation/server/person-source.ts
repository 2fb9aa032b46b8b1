import { sql } from 'kysely';
import { tellAgain } from '#federation/server/jobs/tell-again.ts';
import type { PersonRow, PersonSource } from '#membership/person-source.ts';

/** What this module knows of people: which of their words were sent to other servers, and when. Their name is not sent with them. */
export const federationPerson: PersonSource = {
	name: 'federation',
	async *collect(ctx, { id }): AsyncGenerator<PersonRow> {
		const { rows } = await sql<Record<string, unknown>>`
			select s.thing, s.sent, s.changed, s.withdrawn from federation.sent s
			join community.comment c on s.thing = 'comment:' || c.id
			where c.author = ${id}::bigint
			union all
			select s.thing, s.sent, s.changed, s.withdrawn from federation.sent s
			join content.article_author a on s.thing = 'article:' || a.article
			where a.member = ${id}::bigint
			order by sent, thing`.execute(ctx.db);
		for (const row of rows) yield { section: 'sent-elsewhere', row };
	},
	async forget(ctx, { id }) {
		// Their name stands above what was sent of theirs: it goes there, too, once it has gone here.
		const { rows } = await sql<{ thing: string }>`
			select s.thing from federation.sent s join community.comment c on s.thing = 'comment:' || c.id
			where c.author = ${id}::bigint and s.withdrawn is null`.execute(ctx.db);
		if (rows.length) ctx.queue(tellAgain, { things: rows.map(({ thing }) => thing) });
		await ctx.db.updateTable('federation.blocked').set({ blocked_by: null }).where('blocked_by', '=', id).execute();
	},
};
