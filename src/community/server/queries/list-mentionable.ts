import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayCallGroup } from '#membership/policy.ts';
import { listGroups } from '#membership/server/index.ts';
import { mayFollow } from '#community/policy.ts';
import { openTalk } from '#community/server/access.ts';
import { idField } from '#community/server/commands/post-comment.ts';

/** Names that are suggested. */
const most = 8;
const mostGroups = 3;

const pattern = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/**
 * Whom the beginning of a name or handle may mean: groups that the asker may call, those who speak in the thread, others. For members only: nobody walks
 * through the list of people without being one. Never by address. Before anything of a name is said: who speaks in the thread, the latest first.
 */
export const listMentionable = query(
	z.object({ q: z.string().trim().max(30), thread: idField.optional() }),
	async (ctx, { q, thread = 0 }) => {
		authorize(ctx.actor, 'thread.follow', mayFollow, null);
		const matches = sql`m.suspended is null and (m.handle ilike ${`${pattern(q)}%`}::text or m.name ilike ${`%${pattern(q)}%`}::text)`;
		const { rows } = await sql<{ handle: string; name: string }>`
			select handle, name from (
				(select m.id, m.handle::text as handle, m.name, 0 as rank, said.last from membership.member m join (
					select author, max(id) as last from (
						select c.author, c.id from community.comment c join community.thread t on t.id = c.thread
						where c.thread = ${thread}::bigint and c.hidden is null and c.nameless is null and c.deleted is null
							and t.hidden is null and t.withdrawn is null and ${openTalk(ctx.actor, 't')}
						order by c.id desc limit 500
					) c group by author
				) said on said.author = m.id where ${matches} order by said.last desc limit ${most})
				union all
				(select m.id, m.handle::text, m.name, 1, null from membership.member m where ${q !== ''}::boolean and ${matches} limit ${most})
			) found group by id, handle, name
			order by min(rank), case when ${q === ''}::boolean then max(last) end desc nulls last, length(name), handle limit ${most}`.execute(
			ctx.db,
		);
		const groups = (await listGroups(ctx, {})).filter(
			(group) =>
				(group.handle.startsWith(q.toLowerCase()) || group.name.toLowerCase().includes(q.toLowerCase())) &&
				mayCallGroup(ctx.actor, {
					seen_by: group.seenBy,
					called_by: group.calledBy,
					joined_by: group.joinedBy,
					inside: group.own === 'in',
				}),
		);
		return [...groups.slice(0, mostGroups).map(({ handle, name }) => ({ handle, name })), ...rows].slice(0, most);
	},
);
