import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes a made file under the name of its content, so that the same pixels are the same file. Returns its name. */
export async function keepFile(folder: string, role: string | number, ending: string, bytes: Buffer): Promise<string> {
	const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 24)}-${role}.${ending}`;
	await writeFile(path.join(folder, name), bytes);
	return name;
}
