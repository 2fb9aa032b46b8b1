import { sql } from 'kysely';
import type { PersonSource, Touch } from '#membership/person-source.ts';
import { knownAs } from '#membership/server/index.ts';
import { mayAnswer } from '#inbox/policy.ts';

/**
 * What this module knows of people: what they said that somebody answered, what they wrote to our accounts on networks where they are
 * known to be this member, and the answers they gave when they worked here.
 */
export const inboxPerson: PersonSource = {
	name: 'inbox',
	async touches(ctx, { id }, before, limit) {
		const time = before?.time ?? new Date('9999-12-31T00:00:00Z');
		const key = before?.key ?? '~';
		// What is between somebody and the house alone is shown to those who answer there.
		const whose = mayAnswer(ctx.actor) ? sql`(c.author = ${id} or ${theirs(id)})` : sql`c.author = ${id}`;
		const { rows } = await sql<Touch>`
			select * from (
				select a.written as time, 'answer' as kind, 'answer:' || a.id as key, left(a.text, 140) as text,
					'/console/inbox/' || c.id as href
				from inbox.conversation c join inbox.answer a on a.conversation = c.id where ${whose}
				union all
				select m.sent, 'message', 'message:' || m.id, left(m.text, 140), '/console/inbox/' || c.id
				from inbox.conversation c join publishing.message m on m.account = c.account and m.person = c.person
				where m.unwritten is null and c.kind = 'message' and ${whose}
			) touch
			where (time, key collate "C") < (${time}, ${key})
			order by time desc, key collate "C" desc limit ${limit}`.execute(ctx.db);
		return rows;
	},
	async *collect(ctx, { id }) {
		const asked = await ctx.db
			.selectFrom('inbox.conversation')
			.select(['kind', 'origin', 'text', 'opened', 'answered'])
			.where('author', '=', id)
			.orderBy('id')
			.execute();
		for (const row of asked) yield { section: 'conversations', row };
		const written = await sql<Record<string, unknown>>`
			select c.origin, m.kind, m.text, m.sent from inbox.conversation c
			join publishing.message m on m.account = c.account and m.person = c.person
			where m.unwritten is null and ${theirs(id)} order by m.sent, m.id`.execute(ctx.db);
		for (const row of written.rows) yield { section: 'messages', row };
		const answers = await ctx.db
			.selectFrom('inbox.answer')
			.select(['text', 'written'])
			.where('author', '=', id)
			.orderBy('id')
			.execute();
		for (const row of answers) yield { section: 'answers', row };
	},
	async forget(ctx, { id }) {
		await sql`delete from inbox.conversation c where ${theirs(id)}`.execute(ctx.db);
		await ctx.db
			.updateTable('inbox.conversation')
			.set({ author: null, author_name: '—' })
			.where('author', '=', id)
			.execute();
		await ctx.db.updateTable('inbox.conversation').set({ closed_by: null }).where('closed_by', '=', id).execute();
		await ctx.db.updateTable('inbox.answer').set({ author: null }).where('author', '=', id).execute();
	},
};

/** A conversation `c` between us and whom a network calls by a name that is known to be this member's. */
const theirs = (member: number) =>
	sql<boolean>`(c.kind = 'message' and (c.origin, c.person) in (select network, person from ${knownAs(member)} known))`;
