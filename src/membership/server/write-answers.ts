import { sql } from 'kysely';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { FieldProblem } from '#platform/problem.ts';
import { saidTo, fieldControl } from '#membership/answer-form.ts';
import { parseAnswer, type Answer } from '#membership/answer.ts';
import { no, yes, type MemberField } from '#membership/field.ts';

/** What somebody answered, by the number of the question. */
export type Answers = ReadonlyMap<number, Answer>;

/**
 * What a form says to these questions. A question that the form does not hold is left as it is, unless it has to be answered
 * (`whole`). Throws Problem `input.invalid` (422) with a finding for each question (`field-ID`) that has no good answer.
 */
export function checkAnswers(
	fields: readonly MemberField[],
	values: Record<string, string>,
	whole: boolean,
): Map<number, Answer> {
	const answers = new Map<number, Answer>();
	const wrong: FieldProblem[] = [];
	for (const field of fields) {
		const said = saidTo(field, values);
		if (said === undefined && !(whole && field.required)) continue;
		const parsed = parseAnswer(field, said);
		const path = fieldControl(field);
		if ('key' in parsed) wrong.push({ path, key: parsed.key });
		else if (parsed.answer === null && field.required) wrong.push({ path, key: 'missing' });
		else answers.set(field.id, parsed.answer);
	}
	if (wrong.length) throw invalidInput(wrong);
	return answers;
}

/** The columns of an answer's rows. */
interface AnswerRow {
	member: number;
	field: number;
	picked: number;
	text: string | null;
	number: number | null;
	day: string | null;
	/** When it was said, where that was not now. */
	answered?: Date;
}

/** An answer as its rows: one, or one for each thing that was picked. */
export function rowsOf(member: number, field: MemberField, answer: Answer): AnswerRow[] {
	const row = { member, field: field.id, picked: 0, text: null, number: null, day: null };
	if (answer === null) return [];
	if (Array.isArray(answer)) return answer.map((picked) => ({ ...row, picked }));
	if (typeof answer === 'boolean') return [{ ...row, picked: answer ? yes : no }];
	if (typeof answer === 'number') return [{ ...row, number: answer }];
	return [field.kind === 'date' ? { ...row, day: answer } : { ...row, text: answer }];
}

/** Puts these answers of a member in the place of earlier ones, inside the running command. */
export async function writeAnswers(
	ctx: Ctx,
	member: number,
	fields: readonly MemberField[],
	answers: Answers,
): Promise<void> {
	const asked = fields.filter(({ id }) => answers.has(id));
	if (!asked.length) return;
	await ctx.db
		.deleteFrom('membership.field_answer')
		.where('member', '=', member)
		.where(
			'field',
			'in',
			asked.map(({ id }) => id),
		)
		.execute();
	await insertAnswers(
		ctx,
		asked.flatMap((field) => rowsOf(member, field, answers.get(field.id) ?? null)),
	);
}

/** Writes rows of answers, of one member or of many; what is answered already stays. Returns whose answers are others now. */
export async function insertAnswers(ctx: Ctx, rows: readonly AnswerRow[]): Promise<Set<number>> {
	if (!rows.length) return new Set();
	const each = <V>(value: (row: AnswerRow) => V): V[] => rows.map(value);
	const { rows: written } = await sql<{ member: number }>`
		insert into membership.field_answer (member, field, picked, text, number, day, answered)
		select * from unnest(
			${each(({ member }) => member)}::bigint[], ${each(({ field }) => field)}::bigint[],
			${each(({ picked }) => picked)}::int[], ${each(({ text }) => text)}::text[],
			${each(({ number }) => number)}::float8[], ${each(({ day }) => day)}::text[]::date[],
			${each(({ answered }) => (answered ?? ctx.now).toISOString())}::text[]::timestamptz[]
		)
		on conflict do nothing
		returning member`.execute(ctx.db);
	return new Set(written.map((row) => row.member));
}
