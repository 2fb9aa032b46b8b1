import {
	mostConditions,
	mostGroups,
	questionNames,
	valueKind,
	type Match,
	type Question,
	type SegmentDefinition,
} from '#membership/segment.ts';

/** A segment as its form holds it: everything still text. */
export interface SegmentRows {
	match: Match;
	groups: { match: Match; conditions: { is: Question; value: string }[] }[];
}

const matchIn = (text: string | undefined): Match => (text === 'any' ? 'any' : 'all');

/** The rows of a form: `match`, `match.0`, `is.0.1`, `value.0.1`. */
export function segmentRows(values: Record<string, string>): SegmentRows {
	const groups: SegmentRows['groups'] = [];
	for (let group = 0; group < mostGroups && values[`match.${group}`] !== undefined; group++) {
		const conditions: { is: Question; value: string }[] = [];
		for (let row = 0; row < mostConditions && values[`is.${group}.${row}`] !== undefined; row++) {
			const is = questionNames.find((name) => name === values[`is.${group}.${row}`]) ?? 'joined-within';
			const value = values[`value.${group}.${row}`] ?? '';
			// What is said to a question of the house is typed beside it.
			const said = values[`said.${group}.${row}`];
			conditions.push({ is, value: said === undefined || !asksInTwo(is) ? value : `${value}:${said.trim()}` });
		}
		groups.push({ match: matchIn(values[`match.${group}`]), conditions });
	}
	return { match: matchIn(values['match']), groups };
}

/** A part of the answer is chosen and a part typed. */
export const asksInTwo = (is: Question): boolean => ['measure', 'wording'].includes(valueKind(is));

/** A stored segment as rows of a form; a new one begins with one question. */
export const rowsOf = ({ match, groups }: SegmentDefinition): SegmentRows => ({
	match,
	groups: groups.length
		? groups.map((group) => ({
				match: group.match,
				conditions: group.conditions.map(({ is, value }) => ({ is, value: String(value ?? '') })),
			}))
		: [{ match: 'all', conditions: [firstRow()] }],
});

const firstRow = (): { is: Question; value: string } => ({ is: 'joined-within', value: '30' });

/** What a button of the form does: `add.GROUP`, `remove.GROUP.ROW`, `group`, `show` (a question was changed). */
export function pressSegmentButton(rows: SegmentRows, button: string): SegmentRows {
	const [what = '', at = '', row = ''] = button.split('.');
	const groups = rows.groups.map((group) => ({ ...group, conditions: group.conditions.map((one) => ({ ...one })) }));
	const group = /^\d$/.test(at) ? groups[Number(at)] : undefined;
	if (what === 'group' && groups.length < mostGroups) groups.push({ match: 'all', conditions: [firstRow()] });
	if (what === 'add' && group && group.conditions.length < mostConditions) group.conditions.push(firstRow());
	if (what === 'remove' && group) {
		group.conditions.splice(Number(row), 1);
		if (!group.conditions.length && groups.length > 1) groups.splice(Number(at), 1);
	}
	for (const one of groups.flatMap(({ conditions }) => conditions)) one.value = fitValue(one.is, one.value);
	return { match: rows.match, groups };
}

/** The answer of a question that was just chosen: what was there fits only a question of the same kind. */
export function fitValue(is: Question, value: string): string {
	const kind = valueKind(is);
	if (kind === 'none') return '';
	if (kind === 'days') return /^\d+$/.test(value) ? value : '30';
	return value;
}

/** What the rows ask for, still unchecked: `segmentDefinition` says what is wrong with it. */
export const definitionOf = (rows: SegmentRows): SegmentRows => ({
	match: rows.match,
	groups: rows.groups.filter(({ conditions }) => conditions.length),
});
