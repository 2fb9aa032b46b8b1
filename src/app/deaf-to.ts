import { findSessionMember } from '#membership/server/index.ts';
import type { OpenSite } from '#platform/installation/open-site.ts';
import type { Deaf } from '#web/front/live.ts';

/** Whom the holder of a session does not want to hear; null: everybody, or nobody holds it. */
export async function deafTo(site: OpenSite, session: string): Promise<Deaf | null> {
	const member = await findSessionMember(site.sql, site.handle.key('session'), session);
	if (!member) return null;
	const blocked = await site.sql<{ blocked: number }[]>`
		select blocked from membership.block where member = ${member.id}`;
	return blocked.length ? new Set(blocked.map((row) => row.blocked)) : null;
}
