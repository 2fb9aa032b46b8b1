import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { authorize } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import type { Spooled } from '#platform/spool.ts';
import { mayTransfer } from '#transfer/policy.ts';

/** A file that waits to be brought in. */
export interface IncomingFile {
	name: string;
	/** Bytes. */
	size: number;
}

/** Most bytes of an upload; a larger file is put into the folder by whoever runs the server. */
export const largestUpload = 200 * 1024 * 1024;

/** The site's own folder for files to bring in; a person at the console names files of it and nothing else. */
export const incomingFolder = (ctx: Ctx): string => path.resolve(ctx.settings.data, 'transfer', ctx.site.name);

/** What is said to whoever sends more than that: where to put it instead, and that the command line has no such bound. */
export const tooLarge = (ctx: Ctx): Problem =>
	new Problem('transfer.upload-too-large', 413, {
		megabytes: largestUpload / 1024 / 1024,
		folder: incomingFolder(ctx),
	});

/** The whole path of a file of the folder. Throws Problem `transfer.not-found`. */
export function incomingPath(ctx: Ctx, name: string): string {
	// No name would be the folder itself; a longer one no disk has.
	if (!name || Buffer.byteLength(name) > 255 || name !== path.basename(name) || /^\.|[/\\\0]/.test(name))
		throw new Problem('transfer.not-found', 404, { place: name });
	return path.join(incomingFolder(ctx), name);
}

/** What lies in the folder, by name. */
export async function listIncoming(ctx: Ctx): Promise<IncomingFile[]> {
	authorize(ctx.actor, 'transfer.import', mayTransfer, null);
	const names = await readdir(incomingFolder(ctx)).catch(() => []);
	const files = await Promise.all(
		names
			.filter((name) => !name.startsWith('.'))
			.sort()
			.map(async (name) => ({ name, facts: await stat(path.join(incomingFolder(ctx), name)).catch(() => null) })),
	);
	return files.flatMap(({ name, facts }) => (facts ? [{ name, size: facts.size }] : []));
}

/** Takes over an upload. Returns the name under which it lies there. */
export async function keepIncoming(ctx: Ctx, { file, name }: { file: Spooled; name: string }): Promise<string> {
	try {
		authorize(ctx.actor, 'transfer.import', mayTransfer, null);
		const bare = (name.split(/[/\\]/).at(-1) ?? '').normalize('NFC').replace(/[^\p{L}\p{N}._-]+/gu, '-');
		const kept = [...bare.replace(/^[.-]+/, '')].slice(-100).join('') || 'upload';
		await mkdir(incomingFolder(ctx), { recursive: true });
		await rename(file.path, path.join(incomingFolder(ctx), kept));
		return kept;
	} finally {
		await file.discard();
	}
}

/** Throws a file away; what was brought in from it stays. Safe to run twice. */
export async function discardIncoming(ctx: Ctx, name: string): Promise<void> {
	authorize(ctx.actor, 'transfer.import', mayTransfer, null);
	await rm(incomingPath(ctx, name), { recursive: true, force: true });
}
