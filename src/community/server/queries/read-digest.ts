import type { Role } from '#platform/actor.ts';
import { heardFromAway } from '#community/server/foreign-block.ts';
import type { Sql } from '#platform/database/connect.ts';
import { starsBefore } from '#community/server/stars-said.ts';
import { unmuted } from '#community/server/unmuted.ts';

/** A thread as a digest tells of it. */
export interface DigestThread {
	id: number;
	path: string;
	title: string;
	/** Whoever said last (or, of a new one, began it); null: somebody of a network, who has left, or who said it without their name. */
	name: string | null;
	/** The beginning of what was said, the stars that it gives before it. */
	text: string;
	/** Comments that are new to the member; of a new thread, what answers it. */
	count: number;
}

/** What is new in a community for one member. */
export interface CommunityDigest {
	followed: DigestThread[];
	fresh: DigestThread[];
	questions: DigestThread[];
}

/** Of each kind at most. */
const [mostFollowed, mostFresh, mostQuestions] = [5, 5, 3];
/** A question that nobody answered for longer is no news, in days. */
const questionDays = 30;

/**
 * What is new for a member since a moment, as they may read it now: in threads that they follow and have not read, new threads that
 * people answered and liked most, and questions without a reply where they themselves write. Nothing muted, of their own, or by whom
 * they block.
 */
export async function readDigest(
	sql: Sql,
	{ member, role, since, now }: { member: number; role: Role; since: Date; now: Date },
): Promise<CommunityDigest> {
	const open = sql`t.hidden is null and t.withdrawn is null
		and coalesce(t.category <> all ((select community.closed_to(${member}, ${role}))::bigint[]), t.category is null)
		and (t.category is not null or t.id <> all ((select community.kept_from(${member}, ${role}))::bigint[]))`;
	// What was said without a name is told to whoever blocks its author as well: a silence would tell whose it is.
	const heard = (said: 'c' | 't') =>
		sql`not exists (select from membership.block b where b.member = ${member} and b.blocked = ${sql(`${said}.author`)} and ${sql(`${said}.nameless`)} is null)`;
	const away = sql.unsafe(heardFromAway(String(Number(member)), 'c'));
	const own = sql`left join community.reading r on r.member = ${member} and r.thread = t.id`;
	const opening = sql`
		join community.comment o on o.id = t.opening and o.hidden is null and o.deleted is null
		left join membership.member a on a.id = t.author and t.nameless is null`;
	const asked = new Date(Math.max(since.getTime(), now.getTime() - questionDays * 86_400_000));
	const followed = sql<DigestThread[]>`
		select t.id, t.path, t.title, coalesce(a.name, last.origin_author) as name, left(concat(${sql.unsafe(starsBefore('last'))}, last.body_text), 400) as text, news.count
		from community.reading r join community.thread t on t.id = r.thread
		cross join lateral (
			select count(*)::int as count, max(c.id) as last from community.comment c
			where c.thread = t.id and c.posted > greatest(${since}, r.seen) and c.hidden is null and c.deleted is null
				and c.author is distinct from ${member} and ${heard('c')} and ${away}
		) news join community.comment last on last.id = news.last left join membership.member a on a.id = last.author and last.nameless is null
		where r.member = ${member} and r.unread is not null and coalesce(r.level, 'track') <> 'mute' and ${open} and t.active > ${since}
		order by news.count desc, t.active desc limit ${mostFollowed}`;
	const fresh = sql<DigestThread[]>`
		select t.id, t.path, t.title, a.name, left(o.body_text, 400) as text, greatest(t.comment_count - 1, 0) as count
		from community.thread t ${opening} ${own}
		where ${open} and t.category is not null and t.opened > ${since} and t.author is distinct from ${member} and r.seen is null
			and ${unmuted(sql, member)} and ${heard('t')}
		order by t.comment_count + 2 * (select count(distinct x.member) from community.reaction x where x.comment = t.opening) desc,
			t.opened desc limit ${mostFresh}`;
	const questions = sql<DigestThread[]>`
		select t.id, t.path, t.title, a.name, left(o.body_text, 400) as text, 0 as count
		from community.thread t ${opening} ${own}
		where ${open} and t.kind = 'question' and t.closed is null and t.category is not null and t.opened > ${asked}
			and t.comment_count <= 1 and t.author is distinct from ${member} and ${unmuted(sql, member)} and ${heard('t')}
			and not exists (select from community.answer n where n.thread = t.id)
			and (exists (select from community.leaning f where f.member = ${member} and f.thread = t.id) or exists (
				select from community.comment mine join community.thread there on there.id = mine.thread
				where mine.author = ${member} and there.category = t.category and mine.hidden is null and mine.deleted is null
			))
		order by t.opened desc limit ${mostQuestions}`;
	const [one, two, three] = await Promise.all([followed, fresh, questions]);
	const told = new Set(three.map(({ id }) => id));
	return { followed: [...one], fresh: two.filter(({ id }) => !told.has(id)), questions: [...three] };
}
