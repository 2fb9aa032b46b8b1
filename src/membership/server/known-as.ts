import { sql, type RawBuilder } from 'kysely';

/**
 * By what a member is known on networks, as rows of `network` and `person` (the network's own name for them): what staff joined to them and
 * did not part again, and the account by which they sign in here. A provider tells its name for somebody in the course of signing in; it
 * is theirs beyond doubt.
 */
export const knownAs = (member: number): RawBuilder<{ network: string; person: string }> => sql`(
	select kind as network, value as person from membership.identity where member = ${member} and parted is null
	union
	select p.kind, a.subject from membership.provider_account a join membership.provider p on p.id = a.provider where a.member = ${member})`;
