import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Database } from '#platform/database/connect.ts';
import type { Tables } from '#platform/database/tables.ts';
import type { Channel } from '#membership/consent.ts';
import type { Condition, Match, SegmentDefinition } from '#membership/segment.ts';
import { marketableMembers } from '#membership/server/marketable-members.ts';

type Builder = ExpressionBuilder<Tables & { m: Tables['membership.member'] }, 'm'>;

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
export function segmentMembers(db: Database, { definition }: SegmentQuery, now: Date) {
	const everybody = db
		.selectFrom('membership.member as m')
		.select('m.id as member')
		.where('m.email', 'is not', null)
		.where('m.suspended', 'is', null);
	const groups = definition.groups.filter(({ conditions }) => conditions.length);
	if (!groups.length) return everybody;
	return everybody.where((eb) =>
		joined(
			eb as unknown as Builder,
			definition.match,
			groups.map((group) =>
				joined(
					eb as unknown as Builder,
					group.match,
					group.conditions.map((condition) => ask(db, eb as unknown as Builder, condition, now)),
				),
			),
		),
	);
}

const joined = (eb: Builder, match: Match, all: Expression<SqlBool>[]): Expression<SqlBool> =>
	match === 'all' ? eb.and(all) : eb.or(all);

/** One question as a condition on the member `m`. */
function ask(db: Database, eb: Builder, { is, value }: Condition, now: Date): Expression<SqlBool> {
	const since = new Date(now.getTime() - Number(value) * 86_400_000);
	switch (is) {
		case 'joined-within':
			return eb('m.joined', '>=', since);
		case 'joined-before':
			return eb('m.joined', '<', since);
		case 'bought':
			return eb('m.id', 'in', buyers(db));
		case 'never-bought':
			return eb('m.id', 'not in', buyers(db));
		case 'bought-within':
			return eb('m.id', 'in', buyers(db, since));
		case 'not-bought-within':
			return eb('m.id', 'not in', buyers(db, since));
		case 'commented':
			return eb('m.id', 'in', speakers(db));
		case 'never-commented':
			return eb('m.id', 'not in', speakers(db));
		case 'commented-within':
			return eb('m.id', 'in', speakers(db, since));
		case 'not-commented-within':
			return eb('m.id', 'not in', speakers(db, since));
		case 'agreed':
			return eb('m.id', 'in', marketableMembers(db, value as Channel));
		case 'not-agreed':
			return eb('m.id', 'not in', marketableMembers(db, value as Channel));
		case 'label':
			return eb('m.id', 'in', labelled(db, Number(value)));
		case 'not-label':
			return eb('m.id', 'not in', labelled(db, Number(value)));
		case 'link':
			return eb('m.came_by_link', '=', Number(value));
		case 'post':
			return eb(
				'm.came_by_link',
				'in',
				db.selectFrom('publishing.link as l').select('l.id').where('l.post', '=', Number(value)),
			);
		case 'campaign':
			return eb('m.id', 'in', visitors(db).where('v.campaign', '=', String(value)));
		case 'source':
			return eb('m.id', 'in', visitors(db).where('v.source', '=', String(value)));
		case 'role':
			return eb('m.role', '=', String(value));
		case 'locale':
			return eb('m.locale', '=', String(value));
	}
}

/** Members with an order that was paid for and not wholly given back. */
function buyers(db: Database, since?: Date) {
	const orders = db
		.selectFrom('commerce.order as o')
		.where('o.member', 'is not', null)
		.where((eb) =>
			eb(
				eb
					.selectFrom('commerce.order_entry as e')
					.select((sum) => sum.fn.sum<number>('e.amount').as('net'))
					.whereRef('e.order', '=', 'o.id'),
				'>',
				0,
			),
		)
		.select((eb) => eb.ref('o.member').$notNull().as('member'));
	return since ? orders.where('o.placed', '>=', since) : orders;
}

/** Members who said something that still stands. */
function speakers(db: Database, since?: Date) {
	const comments = db
		.selectFrom('community.comment as c')
		.where('c.author', 'is not', null)
		.where('c.deleted', 'is', null)
		.where('c.hidden', 'is', null)
		.select((eb) => eb.ref('c.author').$notNull().as('member'));
	return since ? comments.where('c.posted', '>=', since) : comments;
}

const labelled = (db: Database, label: number) =>
	db.selectFrom('membership.member_label as l').select('l.member').where('l.label', '=', label);

/** Members whose visits are known: the one in which they joined, and those while they were signed in. */
const visitors = (db: Database) =>
	db
		.selectFrom('insight.visit as v')
		.where('v.member', 'is not', null)
		.select((eb) => eb.ref('v.member').$notNull().as('member'));
