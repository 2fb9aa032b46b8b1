import type { Ctx } from '#platform/context/context.ts';
import { anything, maybe, number, text, the, time, yes, type Keepsake, type Row } from '#platform/keepsake/keepsake.ts';
import { fieldControl } from '#membership/answer-form.ts';
import { findFields } from '#membership/server/find-fields.ts';
import { segments } from '#membership/server/segment-keepsake.ts';

const ofThisHouse = { id: 'a number of this house' };

/** Whom a member does not want to hear. */
const block: Keepsake = {
	name: 'block',
	file: 'blocks',
	table: 'membership.block',
	columns: { member: the('person'), blocked: the('person'), since: time },
	key: ['member', 'blocked'],
};

const label: Keepsake = {
	name: 'label',
	file: 'labels',
	table: 'membership.label',
	columns: { name: text, created: time, created_by: maybe('person') },
	stays: ofThisHouse,
	key: ['name'],
	order: ['id'],
};

const memberLabel: Keepsake = {
	name: 'member-label',
	file: 'member-labels',
	table: 'membership.member_label',
	columns: { member: the('person'), label: the('label'), put: time, put_by: maybe('person') },
	key: ['member', 'label'],
};

/** Groups come back before categories, which name them. */
const group: Keepsake = {
	name: 'group',
	file: 'groups',
	table: 'membership.member_group',
	columns: {
		handle: text,
		name: text,
		description: text,
		joined_by: text,
		called_by: text,
		seen_by: text,
		created: time,
		created_by: maybe('person'),
		changed: time,
	},
	stays: ofThisHouse,
	key: ['handle'],
	early: true,
};

const groupMember: Keepsake = {
	name: 'group-member',
	file: 'group-members',
	table: 'membership.group_member',
	columns: {
		member_group: the('group'),
		member: the('person'),
		asked: time,
		joined: time,
		let_in_by: maybe('person'),
		hushed: time,
	},
	key: ['member_group', 'member'],
};

const remark: Keepsake = {
	name: 'remark',
	file: 'remarks',
	table: 'membership.remark',
	columns: { member: the('person'), text, written: time, author: maybe('person') },
	stays: { ...ofThisHouse, words: 'made of its text' },
	key: ['member', 'written', 'text'],
	order: ['id'],
};

/** Who a person is elsewhere. */
const identity: Keepsake = {
	name: 'identity',
	file: 'identities',
	table: 'membership.identity',
	columns: {
		member: the('person'),
		kind: text,
		value: text,
		origin: text,
		reason: text,
		joined: time,
		joined_by: maybe('person'),
		parted: time,
		parted_by: maybe('person'),
	},
	stays: ofThisHouse,
	key: ['member', 'kind', 'value', 'joined'],
	order: ['id'],
};

/** What they said to questions of the house, by the key of each (`taste:3`) where it leaves, by its number here. */
async function exchangeAnswers(ctx: Ctx, row: Row, to: 'key' | 'number'): Promise<Row> {
	const said = row['answers'];
	if (!said || typeof said !== 'object') return row;
	const fields = await findFields(ctx, { retired: true });
	const answers = Object.entries(said).flatMap(([name, value]) => {
		const [own = '', choice] = to === 'key' ? name.replace(/^field-/, '').split('-') : name.split(':');
		const field = fields.find((one) => (to === 'key' ? String(one.id) : one.key) === own);
		if (!field) return [];
		return [
			[
				to === 'key'
					? [field.key, choice].filter(Boolean).join(':')
					: fieldControl(field, choice ? Number(choice) : undefined),
				value,
			],
		];
	});
	return { ...row, answers: Object.fromEntries(answers) as unknown };
}

/** Who asked to be let in and waits, or was refused. */
const applicant: Keepsake = {
	name: 'applicant',
	file: 'applicants',
	table: 'membership.applicant',
	columns: {
		email: text,
		name: text,
		answers: anything,
		locale: text,
		came_to: text,
		heard_from: text,
		news: yes,
		notice: text,
		place: text,
		asked: time,
		refused: time,
		refused_by: maybe('person'),
		reason: text,
	},
	stays: { ...ofThisHouse, came_by_link: 'a number of this house' },
	key: ['email', 'asked'],
	order: ['id'],
	tell: (ctx, row) => exchangeAnswers(ctx, row, 'key'),
	ready: (ctx, row) => exchangeAnswers(ctx, row, 'number'),
};

/** What people asked for of their data, with the law's day. */
const request: Keepsake = {
	name: 'request',
	file: 'privacy-requests',
	table: 'membership.request',
	columns: {
		member: the('person'),
		kind: text,
		text,
		made: time,
		noted_by: maybe('person'),
		due: time,
		extended: time,
		extension: text,
		done: time,
		refused: time,
		withdrawn: time,
		decided_by: maybe('person'),
		answer: text,
	},
	stays: ofThisHouse,
	key: ['member', 'kind', 'made'],
	order: ['id'],
};

const breach: Keepsake = {
	name: 'breach',
	file: 'breaches',
	table: 'membership.breach',
	columns: {
		found: time,
		what: text,
		people: number,
		measures: text,
		noted: time,
		noted_by: maybe('person'),
		reported: time,
		told: time,
		closed: time,
	},
	stays: ofThisHouse,
	key: ['noted', 'what'],
	order: ['id'],
};

const retention: Keepsake = {
	name: 'retention',
	file: 'retention',
	table: 'membership.retention',
	columns: { kind: text, days: number },
	key: ['kind'],
};

/** What leaves with a site of its people, beside themselves. */
export const membershipKeepsakes = [
	...[block, label, memberLabel, group, groupMember, remark, identity, applicant, request, breach, retention],
	segments,
];
