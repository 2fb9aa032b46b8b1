import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { checkName } from '#web/api/read-json.ts';
import { spool, spoolFolder, type Spooled } from '#platform/spool.ts';

/** A form that carries a file: the file lies on disk, and whoever takes it discards it. */
export interface Upload {
	file: Spooled;
	/** What the sender calls it. */
	name: string;
	/** The text fields that stood before and behind it. */
	fields: Record<string, string>;
}

/** A request, and where the house lies that it comes to. */
interface Coming {
	request: Request;
	locals: { ctx: Pick<Ctx, 'settings'> };
}

/** A form that may carry several files. */
interface Uploads {
	files: { file: Spooled; name: string }[];
	fields: Record<string, string>;
}

/** True for a form that may carry files. */
export const carriesFiles = (request: Request): boolean =>
	/^multipart\/form-data\s*;/i.test(request.headers.get('content-type') ?? '');

/**
 * Reads a form with one file. The file goes to disk while it comes, so that neither its size nor its parsing holds up
 * others. Throws Problem `upload.missing`, `upload.broken` (422), `upload.too-large` (413).
 */
export async function readUpload(event: Coming, field: string, limit: number): Promise<Upload> {
	if (!event.request.body || !carriesFiles(event.request)) throw new Problem('upload.missing', 422);
	const { files, fields } = await readUploads(event, field, limit, 1);
	const [first] = files;
	if (!first) throw new Problem('upload.missing', 422);
	return { ...first, fields };
}

/**
 * Reads a form with as many files as somebody chose: none, or up to `most`; more are left out. Whoever takes them discards them. Throws
 * Problem `upload.broken` (422), `upload.too-large`, `status.413` (413), `call.not-utf8`, `call.name-forbidden` (400); nothing lies on the disk then.
 */
export async function readUploads(event: Coming, field: string, limit: number, most: number): Promise<Uploads> {
	const { request, locals } = event;
	const folder = spoolFolder(locals.ctx.settings.data);
	const fields: Record<string, string> = Object.create(null) as Record<string, string>;
	const taken: Promise<{ file: Spooled; name: string }>[] = [];
	const form = openForm({
		headers: { 'content-type': request.headers.get('content-type') ?? '' } as BusboyHeaders,
		// Every byte as a character of its own, to see whether they are UTF-8.
		defCharset: 'latin1',
		limits: { fields: 50, fieldSize: 65_536, files: most + 4, fileSize: limit + 1 },
	});
	let trouble: unknown;
	const read = new Promise<void>((resolve, reject) => {
		form.on('field', (name, value, _, cut) => {
			try {
				fields[name] = fieldText(name, value, cut);
			} catch (error) {
				trouble ??= error;
			}
		});
		form.on('file', (name, stream, fileName) => {
			if (name !== field || taken.length >= most) return void stream.resume();
			const one = spool(stream, folder, limit).then((file) => ({ file, name: fileName }));
			taken.push(one);
			// Too much has come: the rest need not.
			one.catch(reject);
		});
		form.once('finish', resolve);
		form.once('error', reject);
	});
	const source = Readable.fromWeb(request.body as never);
	try {
		source.once('error', (error) => form.destroy(error));
		source.pipe(form);
		await read;
		if (trouble) throw trouble;
		const files: Uploads['files'] = [];
		// A field in which nothing was chosen comes as a file of nothing.
		for (const one of await Promise.all(taken))
			if (one.file.size) files.push(one);
			else await one.file.discard();
		return { files, fields: { ...fields } };
	} catch (error) {
		source.unpipe(form);
		source.resume();
		for (const one of await Promise.allSettled(taken)) if (one.status === 'fulfilled') await one.value.file.discard();
		throw error instanceof Problem ? error : new Problem('upload.broken', 422);
	}
}

/** A form without a boundary cannot be read at all. */
function openForm(options: ConstructorParameters<typeof Busboy>[0]): InstanceType<typeof Busboy> {
	try {
		return new Busboy(options);
	} catch {
		throw new Problem('upload.broken', 422);
	}
}

/** A field's words. What is too long is refused, not cut: nobody's words are lost unseen. */
function fieldText(name: string, value: string, cut: boolean): string {
	checkName(name);
	if (cut) throw new Problem('status.413', 413);
	// Whoever names the encoding of a field has had it read already.
	if (/[^\u0000-\u00ff]/.test(value)) return value;
	const bytes = Buffer.from(value, 'latin1');
	if (!isUtf8(bytes)) throw new Problem('call.not-utf8', 400);
	return bytes.toString();
}
