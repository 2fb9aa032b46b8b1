import { sql } from 'kysely';
import { z } from 'zod';
import { memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';

/** Whether the asker's own page waits for a person, so that they are told. */
export const isProfileWaiting = query(z.object({}), async (ctx): Promise<boolean> => {
	const member = memberOf(ctx.actor);
	if (member === null) return false;
	const { rows } = await sql<{ waits: boolean }>`select moderation.unlooked(${member}::bigint) as waits`.execute(
		ctx.db,
	);
	return rows[0]?.waits ?? false;
});
