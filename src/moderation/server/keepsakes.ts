import { sql } from 'kysely';
import { maybe, number, text, the, time, words, yes, type Keepsake } from '#platform/keepsake/keepsake.ts';
import { watchedChosen, watchedThing } from '#moderation/events.ts';

const ofThisHouse = { id: 'a number of this house' };

/** What was decided about comments. */
const decision: Keepsake = {
	name: 'decision',
	file: 'decisions',
	table: 'moderation.decision',
	columns: {
		comment: the('comment'),
		thread: the('thread'),
		member: maybe('person'),
		verdict: text,
		reason: text,
		words: text,
		stood: text,
		decided: time,
		decided_by: maybe('person'),
		undone: time,
		undone_by: maybe('person'),
	},
	stays: ofThisHouse,
	key: ['comment', 'decided'],
	order: ['id'],
};

/** What members complained of. */
const flag: Keepsake = {
	name: 'flag',
	file: 'flags',
	table: 'moderation.flag',
	columns: {
		comment: the('comment'),
		member: the('person'),
		reason: text,
		words: text,
		flagged: time,
		decision: maybe('decision'),
	},
	stays: ofThisHouse,
	key: ['comment', 'member'],
	order: ['id'],
};

/** What waits for a person, or was decided. */
const item: Keepsake = {
	name: 'review-item',
	file: 'review-items',
	table: 'moderation.item',
	columns: { comment: the('comment'), held_for: words, opened: time, decision: maybe('decision') },
	key: ['comment'],
	// What waited was put into the queue when its comment came; what answered it comes now.
	only: 't.decision is not null or cardinality(t.held_for) = 0',
};

/** Warnings, silences and suspensions, with their reasons and ends. */
const measure: Keepsake = {
	name: 'measure',
	file: 'measures',
	table: 'moderation.measure',
	columns: {
		member: the('person'),
		kind: text,
		decision: maybe('decision'),
		about: text,
		reason: text,
		words: text,
		taken: time,
		taken_by: maybe('person'),
		until: time,
		lifted: time,
		lifted_by: maybe('person'),
	},
	stays: ofThisHouse,
	key: ['member', 'kind', 'taken'],
	order: ['id'],
};

const appeal: Keepsake = {
	name: 'appeal',
	file: 'appeals',
	table: 'moderation.appeal',
	columns: {
		decision: maybe('decision'),
		measure: maybe('measure'),
		applicant: maybe('applicant'),
		member: maybe('person'),
		words: text,
		appealed: time,
		outcome: text,
		answer: text,
		answered: time,
		answered_by: maybe('person'),
	},
	stays: ofThisHouse,
	key: ['appealed', 'words'],
	order: ['id'],
};

/** Words that have a comment wait. */
const watched: Keepsake = {
	name: 'watched-word',
	file: 'watched-words',
	table: 'moderation.watched',
	columns: { word: text, added: time },
	key: ['word'],
	async settle(ctx, rows) {
		ctx.record({ name: watchedChosen, about: watchedThing, data: { imported: rows.length } });
	},
};

/** What the owner said about looking first. A house where it was never said takes it over. */
const rule: Keepsake = {
	name: 'moderation-rule',
	file: 'moderation-rule',
	table: 'moderation.rule',
	only: 't.hold_first > 0',
	columns: { one: yes, hold_first: number },
	key: ['one'],
	async write(ctx, rows) {
		await sql`update moderation.rule set hold_first = ${Number(rows[0]?.['hold_first'] ?? 0)}::smallint
			where hold_first = 0`.execute(ctx.db);
	},
};

/** What was learned from what was removed and kept. */
const learned: Keepsake = {
	name: 'learned',
	file: 'learned',
	table: 'moderation.learned',
	columns: { feature: text, shown: text, removed: number, kept: number },
	key: ['feature'],
	// The sums of a house that has learned nothing yet make room.
	async prepare(ctx) {
		await sql`delete from moderation.learned where feature = '' and removed = 0 and kept = 0`.execute(ctx.db);
	},
};

const lesson: Keepsake = {
	name: 'lesson',
	file: 'lessons',
	table: 'moderation.lesson',
	columns: { comment: the('comment'), outcome: text, features: words },
	key: ['comment'],
};

/** What leaves with a site of how it is kept in order. */
export const moderationKeepsakes = [decision, flag, item, measure, appeal, watched, rule, learned, lesson];
