import { createHash } from 'node:crypto';
import { Problem } from '#platform/problem.ts';
import { readBytes, readWhole, type Archive } from '#transfer/reading/archive.ts';
import { formatVersion, Head, headName } from '#transfer/export-format.ts';
import { sumsName } from '#transfer/sums-name.ts';

const mostSums = 64 * 1024 * 1024;

/**
 * The head of an export. Every file is gone through once and compared with the list of digests before anything is read of
 * it: what is missing, too much or other than it was written is found before the first thing is kept. Throws Problem
 * `transfer.wrong-file`, `transfer.newer-version`, `transfer.altered` with the file's name.
 */
export async function checkExport(archive: Archive, signal?: AbortSignal): Promise<{ site: string }> {
	const wrong = (): Problem => new Problem('transfer.wrong-file', 422, { source: 'Homecourt' });
	if (!archive.files.has(headName) || !archive.files.has(sumsName)) throw wrong();
	const head = Head.safeParse(parse((await readWhole(await archive.read(headName), 1_000_000, headName)).toString()));
	if (!head.success) throw wrong();
	if (head.data.version > formatVersion)
		throw new Problem('transfer.newer-version', 422, { version: head.data.version, known: formatVersion });
	const sums = await readSums(archive);
	for (const name of archive.files.keys())
		if (name !== sumsName && !sums.has(name) && !/(?:^|\/)(?:\.|__MACOSX)/.test(name)) throw altered(name);
	for (const [name, sum] of sums) {
		signal?.throwIfAborted();
		if (!archive.files.has(name)) throw altered(name);
		const hash = createHash('sha256');
		for await (const piece of readBytes(await archive.read(name), name)) hash.update(piece);
		if (hash.digest('hex') !== sum) throw altered(name);
	}
	return { site: head.data.site.replace(/\/+$/, '') };
}

const altered = (file: string): Problem => new Problem('transfer.altered', 422, { file: file.slice(0, 200) });

async function readSums(archive: Archive): Promise<Map<string, string>> {
	const text = (await readWhole(await archive.read(sumsName), mostSums, sumsName)).toString();
	const sums = new Map<string, string>();
	for (const line of text.split('\n')) {
		const [, sum = '', name = ''] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
		if (sum) sums.set(name, sum);
		else if (line.trim()) throw altered(sumsName);
	}
	return sums;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
