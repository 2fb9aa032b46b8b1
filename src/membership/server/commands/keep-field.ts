import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { fieldKept } from '#membership/events.ts';
import {
	audiences,
	choiceShape,
	fieldKinds,
	mostChoices,
	mostFields,
	picks,
	type FieldChoice,
} from '#membership/field.ts';
import { handleOf } from '#membership/handle.ts';
import { mayKeepFields } from '#membership/policy.ts';
import { fieldOf } from '#membership/server/find-fields.ts';

const text = (most: number) => z.string().trim().max(most, 'too-long').default('');

export const KeepField = z.object({
	/** Which one to change; without it a new one is made, at the end. */
	field: z.coerce.number().int().positive().optional(),
	name: z.string().trim().min(1, 'missing').max(60, 'too-long'),
	nameEn: text(60),
	hint: text(200),
	hintEn: text(200),
	kind: z.enum(fieldKinds, { error: 'missing' }),
	/** What can be picked; one without a number is new. */
	choices: z
		.array(choiceShape.omit({ key: true, retired: true }).extend({ key: z.number().int().positive().optional() }))
		.max(mostChoices, 'too-long')
		.default([]),
	seenBy: z.enum(audiences, { error: 'missing' }),
	atJoining: z.boolean().default(false),
	required: z.boolean().default(false),
});
type Keeping = z.output<typeof KeepField>;

/**
 * Makes or changes a question to members. What is not among its choices any more is not offered any more, and stays with whoever
 * picked it. Throws Problem `field.too-many` (422); the kind of a question that somebody answered stays (finding about `kind`).
 */
export const keepField = command(KeepField, async (ctx, { field: id, ...wanted }) => {
	authorize(ctx.actor, 'field.keep', mayKeepFields, null);
	// One save at a time: questions are few, and two people may choose the same name at once.
	const rows = await ctx.db.selectFrom('membership.field').selectAll().forUpdate().execute();
	const known = rows.map((row) => ({ ...fieldOf(row), retired: row.retired, position: row.position }));
	const own = known.find((one) => one.id === id && !one.retired);
	if (id && !own) throw notFound('field');
	const name = wanted.name.toLowerCase();
	if (known.some((one) => one.id !== id && !one.retired && one.name.toLowerCase() === name))
		throw invalidInput([{ path: 'name', key: 'field-name-taken' }]);
	if (own && own.kind !== wanted.kind && (await isAnswered(ctx, own.id)))
		throw invalidInput([{ path: 'kind', key: 'field-kind-answered' }]);
	const choices = picks(wanted.kind) ? keepChoices(own?.choices ?? [], wanted.choices) : (own?.choices ?? []);
	if (picks(wanted.kind) && choices.filter(({ retired }) => !retired).length < 2)
		throw invalidInput([{ path: 'choices', key: 'field-choices' }]);
	const row = {
		name: wanted.name,
		name_en: wanted.nameEn,
		hint: wanted.hint,
		hint_en: wanted.hintEn,
		kind: wanted.kind,
		choices: sql<unknown>`${JSON.stringify(choices)}::text::jsonb`,
		seen_by: wanted.seenBy,
		at_joining: wanted.atJoining,
		required: wanted.required,
		changed: ctx.now,
	};
	const kept = own ? await change(ctx, own.id, row) : await make(ctx, known, wanted, row);
	ctx.record({ name: fieldKept, about: 'fields', data: { field: kept } });
	return { id: kept };
});

const isAnswered = async (ctx: Ctx, field: number): Promise<boolean> =>
	(await ctx.db
		.selectFrom('membership.field_answer')
		.select('member')
		.where('field', '=', field)
		.limit(1)
		.executeTakeFirst()) !== undefined;

/** What is offered from now on, in the order of the form, and after it what was offered before. */
function keepChoices(before: readonly FieldChoice[], wanted: Keeping['choices']): FieldChoice[] {
	const names = wanted.map(({ name }) => name.toLowerCase());
	if (new Set(names).size < names.length) throw invalidInput([{ path: 'choices', key: 'repeated' }]);
	let next = Math.max(0, ...before.map(({ key }) => key)) + 1;
	const offered = wanted.map(({ key, ...choice }) => {
		// One that was taken away and is written anew is the same one.
		const same = before.find(
			(one) => one.key === key || (!key && one.name.toLowerCase() === choice.name.toLowerCase()),
		);
		return { key: same?.key ?? next++, ...choice, retired: false };
	});
	const gone = before.filter(({ key }) => offered.every((one) => one.key !== key));
	return [...offered, ...gone.map((choice) => ({ ...choice, retired: true }))];
}

type Row = Record<'name' | 'name_en' | 'hint' | 'hint_en' | 'kind' | 'seen_by', string> & {
	choices: RawBuilder<unknown>;
	at_joining: boolean;
	required: boolean;
	changed: Date;
};

async function change(ctx: Ctx, id: number, row: Row): Promise<number> {
	await ctx.db.updateTable('membership.field').set(row).where('id', '=', id).execute();
	return id;
}

async function make(
	ctx: Ctx,
	known: readonly { key: string; retired: Date | null; position: number }[],
	{ name, nameEn }: Keeping,
	row: Row,
): Promise<number> {
	if (known.filter(({ retired }) => !retired).length >= mostFields)
		throw new Problem('field.too-many', 422, { most: mostFields });
	const stem = handleOf(nameEn || name).slice(0, 30);
	const taken = new Set(known.map(({ key }) => key.toLowerCase()));
	let key = stem === 'member' ? 'field' : stem;
	for (let number = 2; taken.has(key); number++) key = `${stem}-${number}`;
	const position = Math.max(0, ...known.map((one) => one.position)) + 1;
	const { id } = await ctx.db
		.insertInto('membership.field')
		.values({ ...row, key, position, created: ctx.now })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}
