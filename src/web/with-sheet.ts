import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import { Problem } from '#platform/problem.ts';
import { decodeSheet } from '#platform/read-sheet.ts';
import { submit, type FormTrouble } from '#web/form.ts';
import { readPosted } from '#web/read-form.ts';

/**
 * Works on the CSV of a form: the file that was chosen, else what was pasted as `text`. `said` are the other fields. A file in an
 * encoding that nobody knows is refused with `sheet.encoding` (422).
 */
export async function withSheet<R>(
	event: RequestEvent,
	work: (text: string, said: (name: string) => string) => Promise<R>,
): Promise<R | ActionFailure<FormTrouble>> {
	const form = await readPosted(event.request);
	const said = (name: string): string => String(form.get(name) ?? '');
	const file = form.get('file');
	const text = file instanceof File && file.size ? decodeSheet(await file.bytes()) : said('text');
	if (text === null) return submit(event, {}, () => Promise.reject<never>(new Problem('sheet.encoding', 422)));
	return work(text, said);
}
