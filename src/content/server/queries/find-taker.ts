import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { admitted } from '#content/server/narrow.ts';

/** Who may take a file: everybody, whoever has joined, or those who work here. */
export type Taker = 'public' | 'members' | 'staff';

/**
 * Who may take a file: whoever may read a page that offers it. One in an article for members is for members (of one for some of them, for these; whoever asks is
 * looked at), unless it stands in the beginning that everybody may read; what only drafts offer, or nothing any more, is for the staff.
 */
export const findTaker = query(
	z.object({ file: z.number().int().positive() }),
	async (ctx, { file }): Promise<Taker> => {
		const { rows } = await sql<{ everybody: boolean | null; members: boolean | null }>`
		select
			bool_or(page.id is not null or article.access = 'public' or (article.id is not null and used.beginning)) as everybody,
			bool_or(article.id is not null and ${admitted(ctx.actor)}) as members
		from media.file_use used
			left join content.article article on used.thing = 'article:' || article.id
				and article.published <= ${ctx.now} and article.deleted is null
			left join content.page page on used.thing = 'page:' || page.id and page.published is not null
		where used.file = ${file}`.execute(ctx.db);
		return rows[0]?.everybody ? 'public' : rows[0]?.members ? 'members' : 'staff';
	},
);
