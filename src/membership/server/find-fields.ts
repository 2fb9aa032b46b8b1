import type { Ctx } from '#platform/context/context.ts';
import type { Audience, FieldChoice, FieldKind, MemberField } from '#membership/field.ts';

const columns = [
	'id',
	'key',
	'name',
	'name_en',
	'hint',
	'hint_en',
	'kind',
	'choices',
	'seen_by',
	'at_joining',
	'required',
	'retired',
] as const;

interface FieldRow {
	id: number;
	key: string;
	name: string;
	name_en: string;
	hint: string;
	hint_en: string;
	kind: string;
	choices: unknown;
	seen_by: string;
	at_joining: boolean;
	required: boolean;
}

/** A row of `membership.field` as a question. */
export const fieldOf = (row: FieldRow): MemberField => ({
	id: row.id,
	key: row.key,
	name: row.name,
	nameEn: row.name_en,
	hint: row.hint,
	hintEn: row.hint_en,
	kind: row.kind as FieldKind,
	choices: row.choices as FieldChoice[],
	seenBy: row.seen_by as Audience,
	atJoining: row.at_joining,
	required: row.required,
});

/** The questions of the house in their order; `retired`: those too that are not asked any more. */
export async function findFields(
	ctx: Pick<Ctx, 'db'>,
	wanted: { atJoining?: boolean; retired?: boolean } = {},
): Promise<(MemberField & { retired: Date | null })[]> {
	let found = ctx.db.selectFrom('membership.field').select(columns).orderBy('position').orderBy('id');
	if (!wanted.retired) found = found.where('retired', 'is', null);
	if (wanted.atJoining) found = found.where('at_joining', '=', true);
	const rows = await found.execute();
	return rows.map((row) => ({ ...fieldOf(row), retired: row.retired }));
}
