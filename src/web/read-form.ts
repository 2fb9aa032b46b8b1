import { isUtf8 } from 'node:buffer';
import { readBody } from '#platform/read-body.ts';
import { Problem } from '#platform/problem.ts';
import { checkName } from '#web/api/read-json.ts';

const urlencoded = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data';

/**
 * What was posted, as every page reads it. Throws Problem `status.415` for what is no form, `status.413` above `largest` bytes
 * (limitBody has bounds of its own), `status.400` for one that breaks off, `call.not-utf8` and `call.name-forbidden` (400).
 */
export async function readPosted(request: Request, largest = Infinity): Promise<FormData> {
	const type = request.headers.get('content-type') ?? '';
	const kind = type.split(';')[0]?.trim().toLowerCase();
	if (kind !== urlencoded && kind !== multipart) throw new Problem('status.415', 415);
	const bytes = await readBytes(request, largest);
	const form = await parse(bytes, type);
	if (seemsBroken(form) && !(kind === urlencoded ? isUtf8(unescaped(bytes)) : await partsAreUtf8(bytes, type)))
		throw new Problem('call.not-utf8', 400);
	return form;
}

/** The text fields of a form. A repeated name keeps its last value; files are left out. */
export const textsOf = (form: FormData): Record<string, string> =>
	Object.fromEntries([...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string'));

/** A small body as text. Throws Problem `status.413`, `status.400` for one that breaks off, `call.not-utf8` (400). */
export async function readSmall(request: Request, largest: number): Promise<string> {
	const bytes = await readBytes(request, largest);
	if (!isUtf8(bytes)) throw new Problem('call.not-utf8', 400);
	return bytes.toString();
}

async function readBytes(request: Request, largest: number): Promise<Buffer> {
	try {
		return await readBody(request, largest);
	} catch (error) {
		// Whoever sends stopped, or sends more than was announced.
		const tooMuch = error instanceof Problem && error.status === 413;
		throw tooMuch ? new Problem('status.413', 413) : new Problem('status.400', 400);
	}
}

async function parse(bytes: Buffer, type: string): Promise<FormData> {
	let form: FormData;
	try {
		form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
	} catch {
		throw new Problem('status.400', 400);
	}
	for (const name of form.keys()) checkName(name);
	return form;
}

/** The platform puts this sign where it could not read bytes as UTF-8; somebody may have typed it as well. */
const seemsBroken = (form: FormData): boolean =>
	[...form].some(([name, value]) => name.includes('\ufffd') || (typeof value === 'string' && value.includes('\ufffd')));

/** The bytes that percent signs stand for. Signs between the fields stay, which end every character begun. */
const unescaped = (bytes: Buffer): Buffer =>
	Buffer.from(
		bytes.toString('latin1').replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
		'latin1',
	);

/** Whether the names and words of a form with files are UTF-8: read again with every byte as a character of its own. */
async function partsAreUtf8(bytes: Buffer, type: string): Promise<boolean> {
	const form = await parse(Buffer.from(bytes.toString('latin1')), type);
	const right = (text: string) => isUtf8(Buffer.from(text, 'latin1'));
	return [...form].every(([name, value]) => right(name) && (typeof value !== 'string' || right(value)));
}
