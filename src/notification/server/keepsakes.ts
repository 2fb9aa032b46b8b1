import { sql } from 'kysely';
import { maybe, number, text, the, time, words, type Keepsake } from '#platform/keepsake/keepsake.ts';
import { topicChanged } from '#notification/events.ts';
import { topicsThing } from '#notification/topic.ts';

const topic: Keepsake = {
	name: 'topic',
	file: 'topics',
	table: 'notification.topic',
	columns: { name: text, name_en: text, about: text, about_en: text, created: time, retired: time },
	stays: { id: 'a number of this house' },
	key: ['name'],
	order: ['id'],
	// A house that never said a word about its topics takes those of the old one in place of the customary ones.
	async prepare(ctx) {
		await sql`
			delete from notification.topic where not exists (select from notification.subscription)
				and not exists (select from notification.mailing) and not exists (select from notification.consent)
				and not exists (select from platform.event where name = ${topicChanged})`.execute(ctx.db);
	},
	async settle(ctx, rows) {
		ctx.record({ name: topicChanged, about: topicsThing, data: { imported: rows.length } });
	},
};

const subscriber: Keepsake = {
	name: 'subscriber',
	file: 'subscribers',
	table: 'notification.subscriber',
	columns: { email: text, locale: text, created: time },
	stays: { id: 'a number of this house' },
	key: ['email'],
	order: ['id'],
};

const subscription: Keepsake = {
	name: 'subscription',
	file: 'subscriptions',
	table: 'notification.subscription',
	columns: { subscriber: the('subscriber'), topic: the('topic'), asked: time, confirmed: time, ended: time },
	key: ['subscriber', 'topic'],
};

/** The proof of every yes and no. */
const consent: Keepsake = {
	name: 'newsletter-consent',
	file: 'newsletter-consents',
	table: 'notification.consent',
	columns: {
		subscriber: the('subscriber'),
		topic: maybe('topic'),
		act: text,
		place: text,
		wording: text,
		happened: time,
	},
	stays: { id: 'a number of this house', network: 'from where somebody agreed is told to nobody' },
	key: ['subscriber', 'act', 'place', 'happened'],
	order: ['id'],
};

const suppression: Keepsake = {
	name: 'suppression',
	file: 'suppressions',
	table: 'notification.suppression',
	columns: { email: text, reason: text, note: text, since: time, added_by: maybe('person') },
	key: ['email'],
};

/** A mailing that was never begun comes back as a draft: when it goes out, a person says anew. */
const mailing: Keepsake = {
	name: 'mailing',
	file: 'mailing-drafts',
	table: 'notification.mailing',
	only: 't.started is null and t.stopped is null',
	columns: {
		article: the('article'),
		topic: the('topic'),
		// One for some people never becomes one for all of them.
		segment: maybe('segment'),
		subject: text,
		preheader: text,
		author: maybe('person'),
		created: time,
		changed: time,
	},
	stays: {
		id: 'a number of this house',
		...Object.fromEntries(
			['scheduled', 'started', 'letter', 'candidates', 'paused', 'resumes', 'troubles', 'stopped', 'done'].map(
				(column) => [column, 'how it went out is this house’s'],
			),
		),
		trouble: 'of a going out that failed here',
		trouble_text: 'of a going out that failed here',
	},
	key: ['article', 'created'],
	order: ['id'],
};

const wish: Keepsake = {
	name: 'wish',
	file: 'notice-wishes',
	table: 'notification.wish',
	columns: { member: the('person'), kind: text, ways: words },
	key: ['member', 'kind'],
};

const rhythm: Keepsake = {
	name: 'rhythm',
	file: 'quiet-hours',
	table: 'notification.rhythm',
	columns: { member: the('person'), time_zone: text, quiet_from: number, quiet_until: number },
	key: ['member'],
};

const cadence: Keepsake = {
	name: 'cadence',
	file: 'letter-wishes',
	table: 'notification.cadence',
	columns: { member: the('person'), matter: text, every: text },
	key: ['member', 'matter'],
};

/** Letters of welcome in the house's own words. */
const greeting: Keepsake = {
	name: 'greeting',
	file: 'greetings',
	table: 'notification.greeting',
	columns: {
		step: number,
		subject: text,
		body: text,
		subject_en: text,
		body_en: text,
		retired: time,
		changed: time,
	},
	key: ['step'],
};

/** What leaves with a site of those who may be written to, and how. */
export const notificationKeepsakes = [
	topic,
	subscriber,
	subscription,
	consent,
	suppression,
	mailing,
	wish,
	rhythm,
	cadence,
	greeting,
];
