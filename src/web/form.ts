import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { FieldProblem } from '#platform/problem.ts';
import { Problem } from '#platform/problem.ts';
import { badDay } from '#platform/bad-day.ts';
import { holdUntilProved } from '#web/prove-again.ts';
import { readPosted, textsOf } from '#web/read-form.ts';
import { sayField, sayProblem } from '#web/say-problem.ts';

/** What a form shows after a refusal: the sentence, the fields to change, and what was typed. */
export interface FormTrouble {
	message: string;
	code: string;
	/** Field name to sentence. */
	fields: Record<string, string>;
	values: Record<string, string>;
}

/** The text fields of a posted form. A repeated name keeps its last value; files are left out. */
export const readForm = async (event: RequestEvent): Promise<Record<string, string>> =>
	textsOf(await readPosted(event.request));

/** Characters of what was typed that go back to a page. What is longer is left out whole: half a text would be saved as one. */
const mostRepeated = 1_000_000;

/** What was typed, as far as it goes back: no secrets, and no flood. */
function repeated(values: Record<string, string>): Record<string, string> {
	let left = mostRepeated;
	const fits = ([name, value]: [string, string]): boolean =>
		!unrepeated.test(name) && value.length <= left && (left -= value.length) >= 0;
	return Object.fromEntries(Object.entries(values).filter(fits));
}

/** Names of fields whose values are never sent back to the page. */
const unrepeated = /password|code|token|secret/i;

/**
 * Runs what a form asks for. A Problem becomes the form's trouble, in the person's language, with what was typed; any
 * other error is a bug and goes on. Whoever is about to come in waits for their turn. Where a new proof of who they are is needed, the person is led to give it, and what they
 * asked for goes on from there.
 */
export async function submit<R>(
	event: RequestEvent,
	values: Record<string, string>,
	work: () => Promise<R>,
): Promise<R | ActionFailure<FormTrouble>> {
	try {
		await event.locals.front.door?.enter();
		return await work();
	} catch (thrown) {
		const error = badDay(thrown);
		if (!(error instanceof Problem)) throw error;
		if (error.code === 'proof.needed') return holdUntilProved(event);
		event.locals.front.door?.refused(error.code);
		const { locale } = event.locals;
		const found = Array.isArray(error.details['fields']) ? (error.details['fields'] as FieldProblem[]) : [];
		return fail(error.status, {
			message: sayProblem(locale, error),
			code: error.code,
			fields: Object.fromEntries(found.map(({ path, key }) => [path, sayField(locale, key)])),
			values: repeated(values),
		});
	}
}

/** Whether an address is a page of this site. */
export const isOwnPath = (to: string): boolean => /^\/(?![/\\])/.test(to);

/** Where a form leads when it has done its work: a page of this site, never another place. */
export function goOn(to: string | undefined, otherwise: string): never {
	redirect(303, to && isOwnPath(to) ? to : otherwise);
}
