import type { Answer } from '#membership/answer.ts';
import { no, picks, yes, type MemberField } from '#membership/field.ts';

/** What the control of a question is called in a form; of several things to tick each has its own. */
export const fieldControl = (field: { id: number }, choice?: number): string =>
	choice === undefined ? `field-${field.id}` : `field-${field.id}-${choice}`;

/** The part of a form that answers questions. */
export const answersOf = (values: Record<string, string>): Record<string, string> =>
	Object.fromEntries(Object.entries(values).filter(([name]) => /^field-\d+(-\d+)?$/.test(name)));

/** What a form says to a question, to be parsed; undefined where the form does not ask it. */
export function saidTo(field: MemberField, values: Record<string, string>): unknown {
	const text = values[fieldControl(field)];
	if (field.kind === 'several') {
		// The question itself stands in the form, so that nothing ticked is an answer, too.
		if (text === undefined) return undefined;
		return field.choices.filter(({ key }) => values[fieldControl(field, key)] === 'yes').map(({ key }) => key);
	}
	if (text === undefined || text === '') return text;
	if (picks(field.kind)) return /^\d{1,9}$/.test(text) ? Number(text) : text;
	if (field.kind === 'yes-no') return text === String(yes) ? true : text === String(no) ? false : text;
	return text;
}

/** An answer as a form holds it. */
export function formValues(field: MemberField, answer: Answer | undefined): Record<string, string> {
	const name = fieldControl(field);
	if (answer === null || answer === undefined) return {};
	if (field.kind === 'several' && Array.isArray(answer))
		return { [name]: '', ...Object.fromEntries(answer.map((key) => [fieldControl(field, key), 'yes'])) };
	if (Array.isArray(answer)) return { [name]: String(answer[0] ?? '') };
	if (typeof answer === 'boolean') return { [name]: String(answer ? yes : no) };
	return { [name]: String(answer) };
}
