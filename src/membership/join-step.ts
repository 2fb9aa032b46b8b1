import type { Locale } from '#platform/language/locale.ts';
import { answersOf } from '#membership/answer-form.ts';
import type { MemberField } from '#membership/field.ts';
import { membershipText } from '#membership/messages/index.ts';

/** What a join form knows after it was sent: a page's `form`, from `codeStep` or from a refusal. */
export interface JoinState {
	step?: string;
	message?: string;
	code?: string;
	fields?: Record<string, string>;
	values?: Record<string, string>;
	/** What the house asks of whoever joins. */
	questions?: readonly MemberField[];
}

/** What an action returns when a code was mailed: the form goes on to its second step with what was typed. */
export const codeStep = (values: Record<string, string>): JoinState => ({
	step: 'code',
	values: {
		...Object.fromEntries(kept.flatMap((name) => (values[name] ? [[name, values[name]]] : []))),
		...answersOf(values),
	},
});

const kept = ['email', 'name', 'offered', 'heardFrom', 'news', 'notice', 'to', 'invitation'] as const;

/** A name for whoever gave none and may change it: something that grows or lives here (decision 0069). */
export function offeredName(locale: Locale): string {
	const names = membershipText(locale)('join.names').split(/[、,]\s*/);
	return names[Math.floor(Math.random() * names.length)] as string;
}

/** Whoever proved their address and is not in: that is no mistake of theirs, and nothing is left for them to fill in. */
export const notIn = (form: JoinState | null | undefined): boolean =>
	form?.code === 'join.waiting' || form?.code === 'join.by-invitation';

/** The step that a form is at: the code is asked for once it was mailed, until the person goes back. */
export const stepOf = (form: JoinState | null | undefined): 'details' | 'code' =>
	form?.step === 'code' || form?.values?.['step'] === 'code' ? 'code' : 'details';
