import type { Database } from '#platform/database/connect.ts';
import type { Channel } from '#membership/consent.ts';

/**
 * Whom marketing may reach by a channel at this moment, as a query of member ids for senders to build on: they agreed,
 * did not refuse marketing as a whole, may come in, and (for mail) have an address. Ask again when sending.
 *
 * `db.selectFrom('membership.member as m').where('m.id', 'in', marketableMembers(db, 'mail'))`
 */
export function marketableMembers(db: Database, channel: Channel) {
	const open = db
		.selectFrom('membership.preference as p')
		.innerJoin('membership.member as person', 'person.id', 'p.member')
		.where(`p.${channel}`, 'is not', null)
		.where('p.refused', 'is', null)
		.where('person.suspended', 'is', null)
		.select('p.member as member');
	return channel === 'mail' ? open.where('person.email', 'is not', null) : open;
}
