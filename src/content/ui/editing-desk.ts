import type { OpenElsewhere } from '#content/open-elsewhere.ts';
import type { Refusal } from '#content/ui/draft-keeper.ts';

/** Tells the server that something is open; learns who else has it open and its present version. Null when it was not reached. */
export async function tellOpen(path: string): Promise<OpenElsewhere | null> {
	try {
		const answer = await fetch(path, { method: 'POST' });
		return answer.ok ? ((await answer.json()) as OpenElsewhere) : null;
	} catch {
		return null;
	}
}

/** Sends what is typed to be kept. Throws when the server was not reached. */
export async function sendDraft(draft: object): Promise<{ kept: string } | Refusal> {
	const answer = await fetch('/console/content/draft', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(draft),
	});
	if (answer.ok) return (await answer.json()) as { kept: string };
	const { title = '' } = (await answer.json().catch(() => ({}))) as { title?: string };
	return { status: answer.status, message: title };
}

/** The text fields of a form by name, without those of the document and of the form itself. */
export function typedFields(form: HTMLFormElement): Record<string, string> {
	const own = new Set(['id', 'version', 'kept', 'body', 'body_markdown']);
	const fields: Record<string, string> = {};
	for (const [name, value] of new FormData(form))
		if (typeof value === 'string' && !own.has(name)) fields[name] = name in fields ? `${fields[name]},${value}` : value;
	return fields;
}
