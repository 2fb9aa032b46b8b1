import { spawn } from 'node:child_process';
import type { Account } from '#platform/database/embedded/account.ts';

/**
 * Sees to it that the database does not outlive us: a shell waits at a pipe that closes when this process ends, however
 * it ends, and then asks the postmaster for a fast shutdown. Returns a function that dismisses it.
 */
export function watchOver(postmaster: number, account: Account | null): () => void {
	const shell = spawn('/bin/sh', ['-c', 'trap "" INT TERM HUP; read -r _; kill -INT "$0"', String(postmaster)], {
		cwd: '/',
		env: {},
		detached: true,
		stdio: ['pipe', 'ignore', 'ignore'],
		...account,
	});
	// Without a shell the next start ends what is left.
	shell.on('error', () => undefined);
	shell.stdin.on('error', () => undefined);
	shell.unref();
	(shell.stdin as unknown as { unref(): void }).unref();
	return () => void shell.kill('SIGKILL');
}
