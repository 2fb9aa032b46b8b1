import type { Sql } from '#platform/database/connect.ts';
import type { Answer, Answered } from '#membership/answer.ts';
import { picks, yes, type Audience, type MemberField } from '#membership/field.ts';
import { fieldOf } from '#membership/server/find-fields.ts';

type Row = Parameters<typeof fieldOf>[0] & {
	picked: number[];
	text: string | null;
	number: number | null;
	day: string | null;
};

/**
 * What a member answered to the questions that are asked now, in their order; only what these may see, or everything.
 */
export async function findAnswers(sql: Sql, member: number, seenBy?: readonly Audience[]): Promise<Answered[]> {
	const rows = await sql<Row[]>`
		select f.id, f.key, f.name, f.name_en, f.hint, f.hint_en, f.kind, f.choices, f.seen_by, f.at_joining, f.required,
			array_agg(a.picked) as picked, max(a.text) as text, max(a.number) as number, max(a.day)::text as day
		from membership.field_answer a join membership.field f on f.id = a.field
		where a.member = ${member} and f.retired is null and f.seen_by = any(${(seenBy ?? ['public', 'members', 'staff']) as string[]})
		group by f.id order by f.position, f.id`;
	return rows.flatMap((row) => {
		const field = fieldOf(row);
		const answer = answerOf(field, row);
		return answer === null ? [] : [{ field, answer }];
	});
}

/** What many members answered to the questions that are asked now, by member. */
export async function findAnswersOf(
	sql: Sql,
	members: readonly number[],
	fields: readonly MemberField[],
): Promise<Map<number, Answered[]>> {
	const byField = new Map(fields.map((field) => [field.id, field]));
	const found = new Map<number, Answered[]>();
	if (!fields.length || !members.length) return found;
	const rows = await sql<(Pick<Row, 'picked' | 'text' | 'number' | 'day'> & { member: number; field: number })[]>`
		select member, field, array_agg(picked) as picked, max(text) as text, max(number) as number, max(day)::text as day
		from membership.field_answer
		where member = any(${members as number[]}::bigint[]) and field = any(${[...byField.keys()]}::bigint[])
		group by member, field`;
	for (const row of rows) {
		const field = byField.get(row.field);
		const answer = field ? answerOf(field, row) : null;
		if (!field || answer === null) continue;
		const answers = found.get(row.member) ?? [];
		if (!answers.length) found.set(row.member, answers);
		answers.push({ field, answer });
	}
	return found;
}

/** The answer that rows hold. */
export function answerOf(field: MemberField, row: Pick<Row, 'picked' | 'text' | 'number' | 'day'>): Answer {
	if (picks(field.kind)) {
		const known = field.choices.map(({ key }) => key).filter((key) => row.picked.includes(key));
		return known.length ? known : null;
	}
	if (field.kind === 'yes-no') return row.picked.includes(yes);
	return row.number ?? row.day ?? row.text;
}
