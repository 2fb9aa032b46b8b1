import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { anything, maybe, number, text, time, type Keepsake, type Row } from '#platform/keepsake/keepsake.ts';
import { picks } from '#membership/field.ts';
import { aboutField, segmentDefinition, type Question, type SegmentDefinition } from '#membership/segment.ts';
import { findFields } from '#membership/server/find-fields.ts';

/** Which things a question names by their number, and what else they are called. */
const named: Partial<Record<Question, { table: string; name: string }>> = {
	label: { table: 'membership.label', name: 'name' },
	'not-label': { table: 'membership.label', name: 'name' },
	'came-to': { table: 'gathering.gathering', name: 'slug' },
	'not-came-to': { table: 'gathering.gathering', name: 'slug' },
	'signed-up-for': { table: 'gathering.gathering', name: 'slug' },
	link: { table: 'publishing.link', name: 'code' },
	post: { table: 'publishing.post', name: 'key' },
	'field-answered': { table: 'membership.field', name: 'key' },
	'field-unanswered': { table: 'membership.field', name: 'key' },
	'field-this-month': { table: 'membership.field', name: 'key' },
};

interface Told {
	match: string;
	groups: { match: string; conditions: { is: Question; value: unknown }[] }[];
}

/** Questions that name a question of the house, and what is said to it. */
const questionsInTwo: readonly Question[] = ['field-is', 'field-is-not', 'field-from', 'field-to', 'field-has'];

/** `3:7` as `taste:辣`, or back; null: the question or the choice is not there. */
async function exchangeField(ctx: Ctx, is: Question, value: string, to: 'name' | 'number'): Promise<string | null> {
	const { field: name, said } = aboutField(value);
	const field = (await findFields(ctx, { retired: true })).find(
		(one) => (to === 'name' ? String(one.id) : one.key.toLowerCase()) === name.toLowerCase(),
	);
	if (!field) return null;
	const into = to === 'name' ? field.key : String(field.id);
	if (!picks(field.kind) || !['field-is', 'field-is-not'].includes(is)) return `${into}:${said}`;
	const choice = field.choices.find((one) => (to === 'name' ? String(one.key) : one.name) === said);
	return choice ? `${into}:${to === 'name' ? choice.name : choice.key}` : null;
}

/** A definition whose numbers and names are exchanged; null: something that it names is not there. */
async function exchange(ctx: Ctx, definition: Told, to: 'name' | 'number'): Promise<Told | null> {
	const groups = [];
	for (const group of definition.groups) {
		const conditions = [];
		for (const { is, value } of group.conditions) {
			if (questionsInTwo.includes(is)) {
				const exchanged = await exchangeField(ctx, is, String(value), to);
				if (exchanged === null) return null;
				conditions.push({ is, value: exchanged });
				continue;
			}
			const thing = named[is];
			if (!thing) {
				conditions.push({ is, value });
				continue;
			}
			const [from, into] = to === 'name' ? ['id', thing.name] : [thing.name, 'id'];
			const { rows } = await sql<{ found: string | number }>`
				select ${sql.ref(into)} as found from ${sql.table(thing.table)}
				where ${sql.ref(from)}::text = ${String(value)}::text limit 1`.execute(ctx.db);
			if (!rows[0]) return null;
			conditions.push({ is, value: to === 'name' ? String(rows[0].found) : Number(rows[0].found) });
		}
		groups.push({ match: group.match, conditions });
	}
	return { match: definition.match, groups };
}

/**
 * Segments that are offered. What they name is called by its name in an export; one that names what did not come does not
 * come either, rather than meaning somebody else.
 */
export const segments: Keepsake = {
	name: 'segment',
	file: 'segments',
	table: 'membership.segment',
	only: 't.retired is null',
	columns: {
		name: text,
		definition: anything,
		created: time,
		created_by: maybe('person'),
		version: number,
		changed: time,
	},
	stays: {
		id: 'a number of this house',
		retired: 'one that is not offered any more does not leave',
		kept: 'kept ready anew for whoever asks',
	},
	key: ['name'],
	order: ['id'],
	async tell(ctx, row): Promise<Row> {
		return { ...row, definition: await exchange(ctx, row['definition'] as SegmentDefinition as Told, 'name') };
	},
	async ready(ctx, row): Promise<Row | null> {
		if (!row['definition']) return null;
		const here = await exchange(ctx, row['definition'] as Told, 'number').catch(() => null);
		const checked = segmentDefinition.safeParse(here);
		return here && checked.success ? { ...row, definition: checked.data } : null;
	},
};
