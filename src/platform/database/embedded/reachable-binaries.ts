import { createHash } from 'node:crypto';
import {
	chmodSync,
	copyFileSync,
	constants,
	linkSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	readlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Account } from '#platform/database/embedded/account.ts';
import type { Binaries } from '#platform/database/embedded/binaries.ts';
import { EmbeddedProblem } from '#platform/database/embedded/embedded-problem.ts';
import { mayReach, mayRun } from '#platform/database/embedded/may-reach.ts';

/**
 * Root may have its checkout where no other account comes (`/root` is 0700), but PostgreSQL runs as another account and
 * finds its libraries by its own path. Then it runs from a second set of names for the same files (hard links; copies
 * across file systems), made once per version where everybody comes. Returns the folder to run from.
 */
export function reachableBinaries(binaries: Binaries, account: Account | null): string {
	if (!account || mayRun(binaries.folder, account)) return binaries.folder;
	const mark = createHash('sha256').update(binaries.folder).digest('hex').slice(0, 12);
	const { mtimeMs, size } = statSync(path.join(binaries.folder, 'bin', 'postgres'));
	const name = `postgres-${mark}-${binaries.version}-${size}-${Math.trunc(mtimeMs)}`;
	for (const base of [
		'/var/cache/homecourt',
		'/var/tmp/homecourt-postgres',
		path.join(tmpdir(), 'homecourt-postgres'),
	]) {
		try {
			mkdirSync(base, { mode: 0o755, recursive: true });
			// A folder that somebody else prepared is not trusted: root's children would run what lies in it.
			const made = lstatSync(base);
			if (!made.isDirectory() || made.uid !== 0 || made.mode & 0o022) continue;
			if (!mayReach(base, account)) continue;
			return fill(base, name, mark, binaries.folder);
		} catch {
			// The next place may do.
		}
	}
	throw new EmbeddedProblem(
		'database.unreadable',
		`Embedded database: the account ${account.uid} cannot read PostgreSQL in ${binaries.folder}, and no place for a copy was found. ` +
			'Move the checkout out of the closed folder, or start as an ordinary user.',
		{ folder: binaries.folder, account: account.uid },
	);
}

function fill(base: string, name: string, mark: string, source: string): string {
	const target = path.join(base, name);
	if (statSync(target, { throwIfNoEntry: false })) return target;
	const half = path.join(base, `${mark}-${process.pid}`);
	rmSync(half, { recursive: true, force: true });
	mirror(source, half);
	for (const old of readdirSync(base)) {
		if (old.startsWith(`postgres-${mark}-`)) rmSync(path.join(base, old), { recursive: true, force: true });
	}
	renameSync(half, target);
	return target;
}

function mirror(source: string, target: string): void {
	mkdirSync(target, { mode: 0o755 });
	chmodSync(target, 0o755);
	for (const entry of readdirSync(source, { withFileTypes: true })) {
		const from = path.join(source, entry.name);
		const to = path.join(target, entry.name);
		if (entry.isDirectory()) mirror(from, to);
		else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
		else if (!entry.name.endsWith('.a')) mirrorFile(from, to);
	}
}

function mirrorFile(from: string, to: string): void {
	const mode = statSync(from).mode & 0o777;
	if ((mode & 0o4) === 0o4) {
		try {
			linkSync(from, to);
			return;
		} catch {
			// Another file system: copy.
		}
	}
	copyFileSync(from, to, constants.COPYFILE_FICLONE);
	chmodSync(to, mode & 0o100 ? 0o755 : 0o644);
}
