import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { threadsRetagged } from '#community/events.ts';
import { mayArrange } from '#community/policy.ts';
import { carryTagFollowers } from '#community/server/carry-tag-followers.ts';
import { threadThing } from '#community/thread.ts';

/** So many threads are named one by one as changed; of more, every page is. */
const mostNamed = 200;

/**
 * Gives a tag another name, on every thread that carries it, hidden ones too, and with everybody who follows it; null takes it away. Where a
 * thread has both it has it once.
 * Safe to run twice. Returns how many threads changed.
 */
export const renameThreadTag = command(
	z.object({ name: z.string(), to: z.string().nullable() }),
	async (ctx, { name, to }) => {
		authorize(ctx.actor, 'tag.describe', mayArrange, null);
		const { rows } = await sql<{ id: number }>`
			update community.thread set tags = array(
				select tag from unnest(${to === null ? sql`array_remove(tags, ${name}::text)` : sql`array_replace(tags, ${name}::text, ${to}::text)`})
					with ordinality as carried (tag, place)
				group by tag order by min(place)
			) where tags @> array[${name}]::text[] and tags <> '{}' returning id`.execute(ctx.db);
		await carryTagFollowers(ctx, { name, to, changed: rows.map(({ id }) => id) });
		if (!rows.length) return 0;
		const about = rows.length > mostNamed ? ['site'] : rows.map(({ id }) => threadThing(id));
		ctx.record({ name: threadsRetagged, about: ['threads', ...about], data: { tag: name, to, count: rows.length } });
		return rows.length;
	},
);
