import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { mostTagsFollowed, threadLevels } from '#community/following.ts';
import { mayFollow } from '#community/policy.ts';
import { lookAgain } from '#community/server/note-unread.ts';
import { tagInUse } from '#community/server/tag-in-use.ts';
import { tagName } from '#community/tag.ts';

/**
 * Says how closely one follows a tag: its threads as those of a category. Of a former name the present one is meant. Safe to run
 * twice. Throws Problem `tag.not-found`, also of what only others can see, and `tag.followed-many`.
 */
export const followTag = command(
	z.object({ tag: tagName, level: z.enum(threadLevels) }),
	async (ctx, { tag, level }) => {
		authorize(ctx.actor, 'thread.follow', mayFollow, null);
		const member = memberOf(ctx.actor) ?? 0;
		const { rows } = await sql<{ name: string; others: number }>`
		select meant.name, (select count(*)::int from community.tag_following f where f.member = ${member}::bigint and f.tag <> meant.name) as others
		from (
			select 1 as place, leads_to as name from content.former_tag where name = ${tag}
			union all select 2, ${tag}::text
		) meant
		where ${tagInUse(ctx, sql`meant.name`)} order by meant.place limit 1`.execute(ctx.db);
		const [found] = rows;
		if (!found) throw notFound('tag');
		const { name, others } = found;
		if (level === 'normal')
			await ctx.db.deleteFrom('community.tag_following').where('member', '=', member).where('tag', '=', name).execute();
		else {
			if (others >= mostTagsFollowed) throw new Problem('tag.followed-many', 409, { most: mostTagsFollowed });
			await ctx.db
				.insertInto('community.tag_following')
				.values({ member, tag: name, level })
				.onConflict((conflict) => conflict.columns(['member', 'tag']).doUpdateSet({ level }))
				.execute();
		}
		await lookAgain(ctx, member, { tag: name });
		return { tag: name };
	},
);
