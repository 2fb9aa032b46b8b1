import { spawn } from 'node:child_process';
import { chownSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { explainError, explainLines } from '#platform/database/embedded/explain-failure.ts';
import { seenFrom, type Surroundings } from '#platform/database/embedded/surroundings.ts';

/**
 * The text of every language is compared by code point (the builtin provider: the same on every machine, no index to
 * rebuild after a system upgrade); letters are told from signs by C.UTF-8, without which pg_trgm drops Chinese.
 */
const characterTypes = process.platform === 'darwin' ? ['en_US.UTF-8'] : ['C.UTF-8', 'en_US.UTF-8'];

/** Makes a new cluster. It appears under its name when it is whole, so an interrupted attempt is just made again. */
export async function createCluster(around: Surroundings): Promise<void> {
	const { folder, cluster } = around;
	for (const entry of readdirSync(folder)) {
		if (entry.startsWith('cluster.new-')) rmSync(path.join(folder, entry), { recursive: true, force: true });
	}
	for (const [attempt, characterType] of characterTypes.entries()) {
		const half = path.join(folder, `cluster.new-${process.pid}-${attempt}-${Date.now()}`);
		mkdirSync(half, { mode: 0o700 });
		if (around.account) chownSync(half, around.account.uid, around.account.gid);
		const lines = await initdb(around, half, characterType);
		if (!lines) {
			renameSync(half, cluster);
			const handle = openSync(folder, 'r');
			fsyncSync(handle);
			closeSync(handle);
			return;
		}
		rmSync(half, { recursive: true, force: true });
		const unknownLocale = lines.some((line) => line.includes('invalid locale name'));
		if (!unknownLocale || attempt === characterTypes.length - 1) throw explainLines(lines, { folder });
	}
}

/** Runs initdb. Null when it succeeded, else what it wrote. */
function initdb(around: Surroundings, half: string, characterType: string): Promise<string[] | null> {
	const { account, binaries, folder, user } = around;
	return new Promise((resolve, reject) => {
		const child = spawn(
			path.join(binaries, 'bin', 'initdb'),
			[
				'-D',
				seenFrom(half, account),
				'-U',
				user,
				'--encoding=UTF8',
				'--locale-provider=builtin',
				'--builtin-locale=C.UTF-8',
				`--lc-ctype=${characterType}`,
				'--lc-collate=C',
				'--auth-local=trust',
				'--auth-host=reject',
			],
			{ cwd: half, env: around.environment, stdio: ['ignore', 'pipe', 'pipe'], ...account },
		);
		let text = '';
		const keep = (part: string): void => void (text = (text + part).slice(-8_000));
		child.stdout.setEncoding('utf8').on('data', keep);
		child.stderr.setEncoding('utf8').on('data', keep);
		child.once('error', (error) => reject(explainError(error, { folder })));
		child.once('close', (code) => resolve(code === 0 ? null : text.trim().split('\n').slice(-20)));
	});
}
