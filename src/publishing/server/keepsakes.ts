import { sql } from 'kysely';
import {
	anything,
	keyedBy,
	maybe,
	number,
	several,
	text,
	the,
	time,
	words,
	type Keepsake,
	type Row,
} from '#platform/keepsake/keepsake.ts';
import { campaignKept, draftKept, slotsKept } from '#publishing/events.ts';

const ofThisHouse = { id: 'a number of this house' };
const because = (reason: string, ...columns: readonly string[]): Record<string, string> =>
	Object.fromEntries(columns.map((column) => [column, reason]));

/** Where a brand speaks. Without its key: a person connects it anew, and until then nothing goes out. */
const account: Keepsake = {
	name: 'account',
	file: 'accounts',
	table: 'publishing.account',
	early: true,
	columns: { network: text, external_id: text, name: text, url: text, disconnected: time },
	stays: {
		...ofThisHouse,
		secret: 'a key of this house',
		...because('of the connection, which is made anew', 'connected', 'connected_by', 'refused', 'trouble', 'checked'),
		...because('of the connection, which is made anew', 'expires', 'renew', 'renewing', 'warned', 'limits'),
		...because('asked for anew', 'followers', 'disconnected_by'),
	},
	key: ['network', 'external_id'],
	order: ['id'],
	ready: (ctx, row) => ({ ...row, secret: '', connected: ctx.now, refused: ctx.now, trouble: 'brought-home' }),
};

const campaign: Keepsake = {
	name: 'campaign',
	file: 'campaigns',
	table: 'publishing.campaign',
	columns: { name: text, created: time, created_by: maybe('person'), retired: time },
	key: ['name'],
	async settle(ctx, rows) {
		// A link of an ad says in its target for which it counts.
		await sql`
			update publishing.link set campaign = named.name from publishing.campaign as named
			where link.campaign is null and link.channel like '%-ads'
				and named.name = substring(link.target from '[?&]utm_campaign=([a-z0-9-]+)')`.execute(ctx.db);
		ctx.record({ name: campaignKept, about: 'campaigns', data: { imported: rows.length } });
	},
};

/** What is written for several accounts. */
const draft: Keepsake = {
	name: 'post-draft',
	file: 'post-drafts',
	table: 'publishing.draft',
	columns: {
		key: text,
		article: maybe('article'),
		target: text,
		text,
		hashtags: words,
		labels: words,
		pictures: several('picture'),
		campaign: text,
		author: maybe('person'),
		created: time,
		changed: time,
	},
	stays: ofThisHouse,
	key: ['key'],
	order: ['id'],
	async settle(ctx, rows) {
		ctx.record({
			name: draftKept,
			about: ['drafts', ...rows.map(({ id }) => `draft:${id}`)],
			data: { imported: rows.length },
		});
	},
};

/**
 * How it reads on one account, and when it goes out. What is planned stays planned and goes out once its account is
 * connected here; what should have gone out on the way did not, and waits for a person.
 */
const variant: Keepsake = {
	name: 'variant',
	file: 'post-variants',
	table: 'publishing.variant',
	columns: {
		draft: the('post-draft'),
		account: the('account'),
		text,
		edited: time,
		due: time,
		posted: time,
		post: maybe('post'),
		refused: time,
		trouble: text,
		cancelled: time,
		cancelled_by: maybe('person'),
		link_place: text,
		layout: text,
		comment: text,
		alts: keyedBy('picture'),
	},
	stays: ofThisHouse,
	key: ['draft', 'account'],
	order: ['id'],
	ready: (ctx, row) => (isDue(row) && new Date(String(row['due'])) <= ctx.now ? { ...row, ...missed(ctx.now) } : row),
};

const isDue = (row: Row): boolean => Boolean(row['due']) && !row['posted'] && !row['refused'] && !row['cancelled'];
const missed = (now: Date): Row => ({ refused: now, trouble: 'missed-moving' });

/** What was said about each. */
const review: Keepsake = {
	name: 'post-review',
	file: 'post-reviews',
	table: 'publishing.review',
	columns: {
		variant: the('variant'),
		kind: text,
		words: text,
		digest: text,
		text,
		reviewed: time,
		reviewed_by: maybe('person'),
	},
	stays: ofThisHouse,
	key: ['variant', 'kind', 'reviewed'],
	order: ['id'],
};

/** What was said under our own posts, or as their next part. What had not gone out does not. */
const followUp: Keepsake = {
	name: 'follow-up',
	file: 'post-follow-ups',
	table: 'publishing.follow_up',
	only: 'num_nonnulls(t.published, t.failed, t.unconfirmed) > 0',
	columns: {
		post: the('post'),
		number,
		kind: text,
		text,
		key: text,
		published: time,
		failed: time,
		unconfirmed: time,
		trouble: text,
		external_id: text,
		external_url: text,
	},
	stays: {
		...ofThisHouse,
		...because('of an attempt of this house', 'armed', 'tried', 'tries', 'next_try', 'trouble_details'),
	},
	key: ['key'],
	order: ['id'],
};

/** When accounts usually speak. */
const slot: Keepsake = {
	name: 'slot',
	file: 'post-slots',
	table: 'publishing.slot',
	columns: { account: the('account'), weekday: number, at: text },
	stays: ofThisHouse,
	key: ['account', 'weekday', 'at'],
	order: ['id'],
	async settle(ctx, rows) {
		ctx.record({ name: slotsKept, about: 'slots', data: { imported: rows.length } });
	},
};

const pause: Keepsake = {
	name: 'pause',
	file: 'post-pauses',
	table: 'publishing.pause',
	columns: { paused: time, paused_by: maybe('person'), reason: text, resumed: time, resumed_by: maybe('person') },
	stays: ofThisHouse,
	key: ['paused'],
	order: ['id'],
};

const houseRule: Keepsake = {
	name: 'house-rule',
	file: 'publishing-rules',
	table: 'publishing.house_rule',
	columns: { name: text, since: time, set_by: maybe('person') },
	key: ['name'],
};

/** What is said again and again. It goes on once somebody has connected its accounts. */
const recurrence: Keepsake = {
	name: 'recurrence',
	file: 'post-recurrences',
	table: 'publishing.recurrence',
	columns: {
		key: text,
		versions: words,
		hashtags: words,
		labels: words,
		pictures: several('picture'),
		campaign: text,
		target: text,
		accounts: several('account'),
		weekdays: anything,
		at: text,
		weeks: number,
		made: time,
		author: maybe('person'),
		next: time,
		trouble: text,
		stopped: time,
		stopped_by: maybe('person'),
	},
	stays: ofThisHouse,
	key: ['key'],
	order: ['id'],
};

const recurred: Keepsake = {
	name: 'recurred',
	file: 'post-recurred',
	table: 'publishing.recurred',
	columns: { recurrence: the('recurrence'), due: time, words: text, draft: maybe('post-draft') },
	key: ['recurrence', 'due'],
};

/** Who is called what on which network. */
const handle: Keepsake = {
	name: 'handle',
	file: 'network-handles',
	table: 'publishing.handle',
	columns: { name: text, network: text, handle: text, kept: time, kept_by: maybe('person') },
	key: ['name', 'network'],
};

/** Who asked not to be named. */
const unnamed: Keepsake = {
	name: 'unnamed',
	file: 'unnamed-authors',
	table: 'publishing.unnamed',
	early: true,
	columns: { network: text, author_name: text, since: time, by: maybe('person') },
	key: ['network', 'author_name'],
};

/** What ads cost. */
const spend: Keepsake = {
	name: 'spend',
	file: 'ad-spending',
	table: 'publishing.spend',
	columns: {
		network: text,
		campaign_id: text,
		campaign_name: text,
		campaign: text,
		day: text,
		currency: text,
		amount: number,
		shown: number,
		clicks: number,
		origin: text,
		noted: time,
	},
	key: ['network', 'campaign_id', 'day', 'currency'],
};

/** What leaves with a site of its publishing, beside posts and links. */
export const publishingKeepsakes = [
	...[account, campaign, draft, variant, review, followUp, slot, pause, houseRule],
	...[recurrence, recurred, handle, unnamed, spend],
];
