import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { indexedMember } from '#seo/server/indexed-members.ts';

/** Whether search engines may list a member's page. False when there is none. */
export const readMemberStanding = query(z.object({ member: z.number().int() }), async (ctx, { member }) => {
	const { rows } = await sql<{ indexed: boolean }>`
		select ${indexedMember('m', ctx.now)} as indexed from membership.member m where m.id = ${member}::bigint`.execute(
		ctx.db,
	);
	return rows[0]?.indexed ?? false;
});
