import { sql, type Expression, type ExpressionBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { Database } from '#platform/database/connect.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { Channel } from '#membership/consent.ts';
import { aboutField, type Condition, type Match, type SegmentDefinition } from '#membership/segment.ts';

type Builder = ExpressionBuilder<Tables & { t: Tables['membership.trait'] }, 't'>;

/** What a segment is for whoever builds on it: read it by `readSegment` or `listSegments`. */
export interface SegmentQuery {
	definition: SegmentDefinition;
}

/**
 * The members of a segment as a query of ids (`member`) to build on: people who may come in. Every value of the
 * definition is a parameter; nothing of it becomes SQL. `now` is what days are counted back from.
 *
 * `db.selectFrom('membership.member as m').where('m.id', 'in', segmentMembers(db, segment, ctx.now))`
 */
export const segmentMembers = (db: Database, segment: SegmentQuery, now: Date) =>
	segmentTraits(db, segment, now).select('t.member');

/** The rows of `membership.trait` that a segment means, to be counted or selected from. */
export function segmentTraits(db: Database, { definition }: SegmentQuery, now: Date) {
	const everybody = db.selectFrom('membership.trait as t').where('t.enters', '=', true);
	const groups = definition.groups.filter(({ conditions }) => conditions.length);
	if (!groups.length) return everybody;
	return everybody.where((given) => {
		const eb = given as unknown as Builder;
		return joined(
			eb,
			definition.match,
			groups.map((group) =>
				joined(
					eb,
					group.match,
					group.conditions.map((condition) => ask(db, eb, condition, now)),
				),
			),
		);
	});
}

const joined = (eb: Builder, match: Match, all: Expression<SqlBool>[]): Expression<SqlBool> =>
	match === 'all' ? eb.and(all) : eb.or(all);

/** One question as a condition on the row `t`. Where nothing happened, it did not happen within so many days either. */
function ask(db: Database, eb: Builder, { is, value }: Condition, now: Date): Expression<SqlBool> {
	const since = new Date(now.getTime() - Number(value) * 86_400_000);
	const notSince = (column: 't.bought' | 't.commented' | 't.visited' | 't.clicked') =>
		eb.or([eb(column, 'is', null), eb(column, '<', since)]);
	switch (is) {
		case 'joined-within':
			return eb('t.joined', '>=', since);
		case 'joined-before':
			return eb('t.joined', '<', since);
		case 'bought':
			return eb('t.bought', 'is not', null);
		case 'never-bought':
			return eb('t.bought', 'is', null);
		case 'bought-within':
			return eb('t.bought', '>=', since);
		case 'not-bought-within':
			return notSince('t.bought');
		case 'commented':
			return eb('t.commented', 'is not', null);
		case 'never-commented':
			return eb('t.commented', 'is', null);
		case 'commented-within':
			return eb('t.commented', '>=', since);
		case 'not-commented-within':
			return notSince('t.commented');
		case 'visited-within':
			return eb('t.visited', '>=', since);
		case 'not-visited-within':
			return notSince('t.visited');
		case 'clicked-within':
			return eb('t.clicked', '>=', since);
		case 'not-clicked-within':
			return notSince('t.clicked');
		case 'agreed':
			return eb(`t.${value as Channel}`, '=', true);
		case 'not-agreed':
			return eb(`t.${value as Channel}`, '=', false);
		case 'label':
			return eb('t.member', 'in', labelled(db, Number(value)));
		case 'not-label':
			return without(labelled(db, Number(value)));
		case 'identity':
			return eb('t.member', 'in', knownBy(db, String(value)));
		case 'not-identity':
			return without(knownBy(db, String(value)));
		case 'remarked':
			return eb('t.member', 'in', remarked(db));
		case 'never-remarked':
			return without(remarked(db));
		case 'remark-has':
			return eb('t.member', 'in', remarked(db).where('k.words', 'like', holding(String(value))));
		case 'came-to':
			return eb('t.member', 'in', guests(db, Number(value)).where('k.checked_in', 'is not', null));
		case 'not-came-to':
			return without(guests(db, Number(value)).where('k.checked_in', 'is not', null));
		case 'signed-up-for':
			return eb('t.member', 'in', guests(db, Number(value)).where('k.cancelled', 'is', null));
		case 'link':
			return eb('t.came_by_link', '=', Number(value));
		case 'post':
			return eb(
				't.came_by_link',
				'in',
				db.selectFrom('publishing.link as l').select('l.id').where('l.post', '=', Number(value)),
			);
		case 'campaign':
			return eb('t.campaign', '=', String(value));
		case 'source':
			return eb('t.source', '=', String(value));
		case 'role':
			return eb('t.role', '=', String(value));
		case 'locale':
			return eb('t.locale', '=', String(value));
		case 'field-is':
			return picked(value);
		case 'field-is-not':
			return sql<boolean>`not ${picked(value)}`;
		case 'field-from':
		case 'field-to':
			return eb(
				't.member',
				'in',
				answered(db, value, ({ said }, k) => measured(k, is === 'field-from' ? '>=' : '<=', said)),
			);
		case 'field-has':
			return eb(
				't.member',
				'in',
				answered(db, value, ({ said }, k) => k.where('k.words', 'like', holding(said))),
			);
		case 'field-this-month':
			return eb(
				't.member',
				'in',
				answered(db, value, (_, k) => k.where(sameMonth(now))),
			);
		case 'field-answered':
			return toldOf(value);
		case 'field-unanswered':
			return sql<boolean>`not ${toldOf(value)}`;
	}
}

/** Nobody of these. As a join that never is: a list to look through for each member would not end where it is long. */
const without = (members: Expression<unknown>): Expression<SqlBool> =>
	sql<boolean>`not exists (select from ${members} one where one.member = t.member)`;

const labelled = (db: Database, label: number) =>
	db.selectFrom('membership.member_label as l').select('l.member').where('l.label', '=', label);

/** Members of whom something was written down. */
const remarked = (db: Database) => db.selectFrom('membership.remark as k').select('k.member');

/** Members who are known by this elsewhere: noted by hand, or signed in to by themselves. */
const knownBy = (db: Database, kind: string) =>
	db
		.selectFrom('membership.identity as k')
		.select('k.member')
		.where('k.kind', '=', kind)
		.where('k.parted', 'is', null)
		.union(
			db
				.selectFrom('membership.provider_account as a')
				.innerJoin('membership.provider as p', 'p.id', 'a.provider')
				.select('a.member')
				.where('p.kind', '=', kind),
		);

/** A text with these words in it, capitals or not: its small letters are kept beside it. */
const holding = (words: string) => sql<string>`lower(${`%${words.replace(/[\\%_]/g, '\\$&')}%`})`;

/** Members with a ticket for an event. */
const guests = (db: Database, event: number) =>
	db
		.selectFrom('gathering.ticket as k')
		.select('k.member')
		.where('k.gathering', '=', event)
		.where('k.member', 'is not', null)
		.$narrowType<{ member: number }>();

/** What stands in `said` for a thing that was picked, and for a question that was answered (see the migration). */
const picked = (value: Condition['value']): Expression<SqlBool> => {
	const { field, said } = aboutField(String(value));
	return sql<boolean>`((${Number(field)}::bigint << 32) | ${Number(said)}::bigint) = any (t.said)`;
};
const toldOf = (value: Condition['value']): Expression<SqlBool> =>
	sql<boolean>`-${Number(aboutField(String(value)).field)}::bigint = any (t.said)`;

/** Members who said something to a question of the house. */
function answered(
	db: Database,
	value: Condition['value'],
	how: (asked: ReturnType<typeof aboutField>, answers: AnswerQuery) => AnswerQuery = (_, k) => k,
) {
	const asked = aboutField(String(value));
	return how(
		asked,
		db.selectFrom('membership.field_answer as k').select('k.member').where('k.field', '=', Number(asked.field)),
	);
}
type AnswerQuery = SelectQueryBuilder<Tables & { k: Tables['membership.field_answer'] }, 'k', { member: number }>;

/** A number or a day from here, or up to here. */
const measured = (k: AnswerQuery, than: '>=' | '<=', said: string): AnswerQuery =>
	said.includes('-', 1)
		? k.where(sql<boolean>`k.day ${sql.raw(than)} ${said}::text::date`)
		: k.where('k.number', than, Number(said));

/** A day of the month that it is where the house is. */
const sameMonth = (now: Date) =>
	sql<boolean>`extract(month from k.day) = extract(month from ${now}::timestamptz at time zone
		coalesce((select time_zone from site.brand limit 1), 'Asia/Taipei'))`;
