import { open } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '#platform/problem.ts';
import { attachmentKinds, type AttachmentKind } from '#media/attachment.ts';

/**
 * What a file is by its content, whatever it is called. Its name is asked only where the content cannot tell: text is a
 * table when it is called one, and is refused when it is called a program or a page. Throws Problem `file.wrong-type`,
 * `file.macros` (422), `file.too-large` (413).
 */
export async function attachmentKind(file: string, size: number, name: string): Promise<AttachmentKind> {
	// 10 MB of memory that only an upload pays for.
	const { fileTypeFromFile } = await import('file-type');
	const found = await fileTypeFromFile(file).catch(() => undefined);
	const ending = found ? (endings[found.ext] ?? found.ext) : await textEnding(file, name);
	if (['docm', 'xlsm', 'pptm', 'dotm', 'xltm', 'potm'].includes(ending)) throw new Problem('file.macros', 422);
	const kind = attachmentKinds.find((one) => one.ending === ending);
	if (!kind) throw new Problem('file.wrong-type', 422);
	if (size > kind.bytes) throw new Problem('file.too-large', 413, { megabytes: kind.bytes / 1024 / 1024 });
	return kind;
}

/** What file-type tells apart and we do not: sound alone in the same box as a film. */
const endings: Readonly<Record<string, string>> = { m4v: 'mp4', m4a: 'mp4' };

/** `txt` or `csv` for text of some kind, an empty string for bytes that nobody knows. */
async function textEnding(file: string, name: string): Promise<string> {
	const handle = await open(file);
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0);
		// Control characters are no text, in whatever encoding (Big5 and UTF-8 alike use none of them).
		if (!bytesRead || /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(buffer.toString('latin1', 0, bytesRead))) return '';
	} finally {
		await handle.close();
	}
	const called = path.extname(name).slice(1).toLowerCase();
	return called === '' ? 'txt' : ['txt', 'csv'].includes(called) ? called : '';
}
