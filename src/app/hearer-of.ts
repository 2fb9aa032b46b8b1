import { findSessionMember } from '#membership/server/index.ts';
import type { OpenSite } from '#platform/installation/open-site.ts';
import type { Hearer } from '#web/front/live.ts';

/** Who holds a session, and whom they do not want to hear; a session that does not hold is a visitor's. */
export async function hearerOf(site: OpenSite, session: string): Promise<Hearer> {
	const member = await findSessionMember(site.sql, site.handle.key('session'), session);
	if (!member) return { member: null, deaf: null };
	const [row] = await site.sql<{ members: number[]; people: string[] }[]>`
		select array(select blocked from membership.block where member = ${member.id}) as members,
			array(select network || ':' || person from community.unheard where member = ${member.id}) as people`;
	const deaf = [...(row?.members ?? []).map(Number), ...(row?.people ?? [])];
	return { member: member.id, deaf: deaf.length ? new Set(deaf) : null };
}
