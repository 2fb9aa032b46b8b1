import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { openTalk } from '#community/server/access.ts';

/** True for a tag (its name as SQL) that stands on something the asker may see: what only others see is no tag to them. */
export const tagInUse = (ctx: Ctx, name: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`(
	exists (select from content.article a where a.tags @> array[${name}]::text[] and a.published <= ${ctx.now})
	or exists (
		select from community.thread where thread.tags @> array[${name}]::text[] and thread.tags <> '{}'
			and thread.hidden is null and thread.withdrawn is null and ${openTalk(ctx.actor)}
	))`;
