import { sql, type RawBuilder } from 'kysely';
import { memberOf, type Actor } from '#platform/actor.ts';
import { mayModerate } from '#community/policy.ts';

/** The asker, as the database's own functions about categories take them: a member and their role. */
const asker = (actor: Actor) => sql`${memberOf(actor)}::bigint, ${actor.kind === 'member' ? actor.role : null}::text`;

/**
 * True where the category in this column (null: none) is one that the asker may see: the one predicate that every read path
 * of threads has, in whatever module. `column` is written as SQL has it: `t.category`.
 */
export function openCategory(actor: Actor, column: string): RawBuilder<boolean> {
	if (mayModerate(actor)) return sql<boolean>`true`;
	const category = sql.ref(column);
	const closed =
		actor.kind === 'visitor'
			? sql`array(select shut.id from community.category shut where shut.seen_by <> 'everybody')`
			: sql`(select community.closed_to(${asker(actor)}))::bigint[]`;
	return sql<boolean>`(${category} is null or ${category} <> all (${closed}))`;
}

/**
 * What a thread's category says of whoever asks, as two conditions: `barred`, they may not see it, and `quiet`, they may not
 * answer in it (of a visitor that is asked when they have joined). For one thread; lists ask `openCategory`.
 */
export function accessOf(actor: Actor, column = 'thread.category') {
	if (mayModerate(actor)) return { barred: sql<boolean>`false`, quiet: sql<boolean>`false` };
	const where = (says: RawBuilder<unknown>) =>
		sql<boolean>`exists (select from community.category own where own.id = ${sql.ref(column)} and ${says})`;
	if (actor.kind === 'visitor') return { barred: where(sql`own.seen_by <> 'everybody'`), quiet: sql<boolean>`false` };
	const unnamed = (act: 'see' | 'answer') => sql`not community.lets(own.id, ${act}::text, ${asker(actor)})`;
	return {
		barred: where(sql`own.seen_by = 'some' and ${unnamed('see')}`),
		quiet: where(sql`own.answered_by = 'some' and ${unnamed('answer')}`),
	};
}

/** The two as columns of a query that is written out. */
export function accessColumns(actor: Actor, column: string): RawBuilder<unknown> {
	const { barred, quiet } = accessOf(actor, column);
	return sql`${barred} as barred, ${quiet} as quiet`;
}

/** And of one that is built from parts. */
export function accessParts(actor: Actor, column = 'thread.category') {
	const { barred, quiet } = accessOf(actor, column);
	return [barred.as('barred'), quiet.as('quiet')] as const;
}
