import { maybe, text, the, time, type Keepsake } from '#platform/keepsake/keepsake.ts';
import { federationChanged } from '#federation/events.ts';

/** Servers that are neither heard nor told. */
const blocked: Keepsake = {
	name: 'blocked-server',
	file: 'blocked-servers',
	table: 'federation.blocked',
	columns: { host: text, reason: text, blocked: time, blocked_by: maybe('person') },
	key: ['host'],
	async settle(ctx, rows) {
		ctx.record({ name: federationChanged, about: 'federation', data: { imported: rows.length } });
	},
};

/** Whose words from elsewhere stand here: whoever said them changes them and takes them back in the next house, too. */
const said: Keepsake = {
	name: 'said-elsewhere',
	file: 'said-elsewhere',
	table: 'federation.said',
	columns: { address: text, comment: the('comment'), thread: the('thread'), author: text, inbox: text },
	key: ['address'],
};

/** What leaves with a site of what it hears from other servers. */
export const federationKeepsakes = [blocked, said];
