import { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { RequestEvent } from '@sveltejs/kit';
import { Problem } from '#platform/problem.ts';
import { spool, spoolFolder, type Spooled } from '#platform/spool.ts';

/** A form that carries a file: the file lies on disk, and whoever takes it discards it. */
export interface Upload {
	file: Spooled;
	/** What the sender calls it. */
	name: string;
	/** The text fields that stood before and behind it. */
	fields: Record<string, string>;
}

/**
 * Reads a form with one file. The file goes to disk while it comes, so that neither its size nor its parsing holds up
 * others. Throws Problem `upload.missing`, `upload.broken` (422), `upload.too-large` (413).
 */
export async function readUpload(event: RequestEvent, field: string, limit: number): Promise<Upload> {
	const { request, locals } = event;
	const type = request.headers.get('content-type') ?? '';
	if (!request.body || !/^multipart\/form-data\s*;/i.test(type)) throw new Problem('upload.missing', 422);
	const folder = spoolFolder(locals.ctx.settings.data);
	const fields: Record<string, string> = Object.create(null) as Record<string, string>;
	let taken: Promise<{ file: Spooled; name: string }> | null = null;
	const form = new Busboy({
		headers: { 'content-type': type } as BusboyHeaders,
		limits: { fields: 50, fieldSize: 65_536, files: 5, fileSize: limit + 1 },
	});
	const read = new Promise<void>((resolve, reject) => {
		form.on('field', (name, value) => void (fields[name] = value));
		form.on('file', (name, stream, fileName) => {
			if (name !== field || taken) return void stream.resume();
			taken = spool(stream, folder, limit).then((file) => ({ file, name: fileName }));
			// Too much has come: the rest need not.
			taken.catch(reject);
		});
		form.once('finish', resolve);
		form.once('error', reject);
	});
	const source = Readable.fromWeb(request.body as never);
	try {
		source.once('error', (error) => form.destroy(error));
		source.pipe(form);
		await read;
		const got = await (taken as Promise<{ file: Spooled; name: string }> | null);
		if (!got?.file.size) {
			await got?.file.discard();
			throw new Problem('upload.missing', 422);
		}
		return { ...got, fields: { ...fields } };
	} catch (error) {
		source.unpipe(form);
		source.resume();
		await (taken as Promise<{ file: Spooled }> | null)?.then(
			({ file }) => file.discard(),
			() => undefined,
		);
		throw error instanceof Problem ? error : new Problem('upload.broken', 422);
	}
}
