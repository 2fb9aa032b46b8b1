import { findSessionMember } from '#membership/server/index.ts';
import type { OpenSite } from '#platform/installation/open-site.ts';
import type { Hearer } from '#web/front/live.ts';

/** Who holds a session, and whom they do not want to hear; a session that does not hold is a visitor's. */
export async function hearerOf(site: OpenSite, session: string): Promise<Hearer> {
	const member = await findSessionMember(site.sql, site.handle.key('session'), session);
	if (!member) return { member: null, deaf: null };
	const blocked = await site.sql<{ blocked: number }[]>`
		select blocked from membership.block where member = ${member.id}`;
	return { member: member.id, deaf: blocked.length ? new Set(blocked.map((row) => row.blocked)) : null };
}
