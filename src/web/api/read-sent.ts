import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import type { Spooled } from '#platform/spool.ts';
import type { Endpoint } from '#web/api/endpoint.ts';
import { parseJson, readText } from '#web/api/read-json.ts';
import { carriesFiles, readUpload } from '#web/read-upload.ts';

/** What was sent with a call. */
interface Sent {
	/** What makes it the same as another: a repetition says the same, and carries the same file. */
	text: string;
	body: unknown;
	/** On this machine's disk; whoever has read it discards it. */
	file: Spooled | null;
}

/**
 * Reads what is sent with a call: JSON, or a form with the file that this endpoint takes, of which not a byte is read from
 * whoever may send none. Throws what `readText` and `readUpload` throw.
 */
export async function readSent(ctx: Ctx, request: Request, { body, file }: Endpoint): Promise<Sent> {
	if (!file) {
		const text = body ? await readText(request) : '';
		return { text, body: body ? parseJson(text) : undefined, file: null };
	}
	file.allow(ctx);
	if (!carriesFiles(request)) throw new Problem('status.415', 415);
	const sent = await readUpload({ request, locals: { ctx } }, 'file', file.limit);
	return { text: JSON.stringify([sent.file.digest, sent.fields]), body: sent.fields, file: sent.file };
}
