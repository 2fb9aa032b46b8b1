import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { PersonRow } from '#membership/person-source.ts';

type Row = Record<string, unknown>;

/** What somebody did in conversations without a word: votes, ballots, reactions, answers chosen, what they follow and have read. */
export async function* collectTalk(ctx: Ctx, id: number): AsyncGenerator<PersonRow> {
	const thread = sql`t.title as thread, t.path`;
	const sections: Record<string, RawBuilder<Row>> = {
		votes: sql`select ${thread}, v.voted from community.vote v join community.thread t on t.id = v.thread
			where v.member = ${id}::bigint order by v.thread`,
		ballots: sql`select ${thread}, c.text as choice, b.voted from community.ballot b
			join community.thread t on t.id = b.thread
			join community.choice c on c.thread = b.thread and c.position = b.position
			where b.member = ${id}::bigint order by b.thread, b.position`,
		reactions: sql`select ${thread}, r.comment, r.sign, r.reacted from community.reaction r
			join community.thread t on t.id = r.thread where r.member = ${id}::bigint order by r.comment, r.sign`,
		answers: sql`select ${thread}, a.comment, a.chosen from community.answer a
			join community.thread t on t.id = a.thread where a.chosen_by = ${id}::bigint order by a.thread`,
		reading: sql`select ${thread}, r.level, r.seen_comment, r.seen from community.reading r
			join community.thread t on t.id = r.thread where r.member = ${id}::bigint order by r.thread`,
		following: sql`select c.name as category, f.level from community.following f
			join community.category c on c.id = f.category where f.member = ${id}::bigint order by f.category`,
		tags: sql`select tag, level from community.tag_following where member = ${id}::bigint order by tag`,
		visits: sql`select seen, before, news_since from community.visit where member = ${id}::bigint`,
	};
	for (const [section, asked] of Object.entries(sections))
		for (const row of (await asked.execute(ctx.db)).rows) yield { section, row };
}
