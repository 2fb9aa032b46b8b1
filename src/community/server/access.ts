import { sql, type RawBuilder } from 'kysely';
import { memberOf, staff, type Actor } from '#platform/actor.ts';
import { mayModerate } from '#community/policy.ts';

/** The asker, as the database's own functions about categories take them: a member and their role. */
const asker = (actor: Actor) => sql`${memberOf(actor)}::bigint, ${actor.kind === 'member' ? actor.role : null}::text`;

/**
 * True for a thread (its row by this name) that the asker may see: the one predicate that every read path of threads has, in
 * whatever module. One in a category goes by that, one under an article by who may read the whole of it. Without a row it is true.
 */
export function openTalk(actor: Actor, thread = 'thread'): RawBuilder<boolean> {
	const category = openCategory(actor, `${thread}.category`);
	if (staff(actor)) return category;
	const id = sql.ref(`${thread}.id`);
	const kept = sql`(select community.kept_from(${asker(actor)}))::bigint[]`;
	return sql<boolean>`(${category} and (${sql.ref(`${thread}.category`)} is not null or ${id} is null or ${id} <> all (${kept})))`;
}

/** True where the category in this column (null: none) is one that the asker may see. `column` as SQL has it: `c.id`. */
export function openCategory(actor: Actor, column: string): RawBuilder<boolean> {
	if (mayModerate(actor)) return sql<boolean>`true`;
	const category = sql.ref(column);
	const closed =
		actor.kind === 'visitor'
			? sql`array(select shut.id from community.category shut where shut.seen_by <> 'everybody')`
			: sql`(select community.closed_to(${asker(actor)}))::bigint[]`;
	// The planner takes a thing of which it knows nothing for true half of the time. Of the bare comparison it believes to know that in a house with one
	// or few categories next to nothing is left, and a list would read every thread there is.
	return sql<boolean>`coalesce(${category} <> all (${closed}), ${category} is null)`;
}

/**
 * What a thread's category, or the article above it, says of whoever asks, as two conditions: `barred`, they may not see it, and
 * `quiet`, they may not answer in it (of a visitor that is asked when they have joined). For one thread (its row by this name); lists ask
 * `openTalk`.
 */
export function accessOf(actor: Actor, thread = 'thread') {
	const { barred, quiet } = ofCategory(actor, `${thread}.category`);
	if (staff(actor)) return { barred, quiet };
	return {
		barred: sql<boolean>`(${barred} or exists (
			select from content.article above where above.thread = ${sql.ref(`${thread}.id`)} and above.access = 'members'
				and above.thread = any ((select community.kept_from(${asker(actor)}))::bigint[])))`,
		quiet,
	};
}

function ofCategory(actor: Actor, column: string) {
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
export function accessColumns(actor: Actor, thread: string): RawBuilder<unknown> {
	const { barred, quiet } = accessOf(actor, thread);
	return sql`${barred} as barred, ${quiet} as quiet`;
}

/** And of one that is built from parts. */
export function accessParts(actor: Actor, thread = 'thread') {
	const { barred, quiet } = accessOf(actor, thread);
	return [barred.as('barred'), quiet.as('quiet')] as const;
}
