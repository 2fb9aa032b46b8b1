import { maybe, text, time, type Keepsake } from '#platform/keepsake/keepsake.ts';
import { embedsThing } from '#embed/address.ts';
import { embedsChanged } from '#embed/events.ts';

/** Pages elsewhere that are talked about here: their conversations hang under them. */
const elsewhere: Keepsake = {
	name: 'elsewhere',
	file: 'pages-elsewhere',
	table: 'embed.page',
	early: true,
	columns: { address: text, title: text, opened: time },
	stays: { id: 'a number of this house' },
	key: ['address'],
	order: ['id'],
};

/** Places that may show them. */
const host: Keepsake = {
	name: 'embed-host',
	file: 'embed-hosts',
	table: 'embed.host',
	columns: { origin: text, allowed: time, allowed_by: maybe('person') },
	key: ['origin'],
	async settle(ctx, rows) {
		ctx.record({ name: embedsChanged, about: embedsThing, data: { imported: rows.length } });
	},
};

/** What leaves with a site of its conversations on other pages. */
export const embedKeepsakes = [elsewhere, host];
