import type { Account } from '#platform/database/embedded/account.ts';
import { EmbeddedProblem } from '#platform/database/embedded/embedded-problem.ts';
import { mayReach } from '#platform/database/embedded/may-reach.ts';

/** Where and as whom PostgreSQL runs. */
export interface Surroundings {
	/** What the caller named; holds the cluster and the log. */
	folder: string;
	/** PostgreSQL's data folder. */
	cluster: string;
	/** The installation to run, with bin, lib and share. */
	binaries: string;
	/** Null: as ourselves. */
	account: Account | null;
	/** Name of the database's superuser. */
	user: string;
	/** Whether what is acknowledged is on the disk. */
	lasting: boolean;
	/** Nothing of our own environment: a stray PGPORT or LC_ALL must not change the database. */
	environment: Record<string, string>;
}

/**
 * The name under which an account can open a folder that is its own working folder. Where folders above are closed to
 * it (a checkout in root's home), Linux still lets a process reach the folder it was started in by this name, so the
 * data stays where it was asked to be.
 */
export function seenFrom(folder: string, account: Account | null): string {
	if (!account || mayReach(folder, account)) return folder;
	if (process.platform === 'linux') return '/proc/self/cwd';
	throw new EmbeddedProblem(
		'database.unreadable',
		`Embedded database: PostgreSQL refuses to run as root, and account ${account.uid} cannot reach ${folder}. ` +
			'Choose another data folder, or start as an ordinary user.',
		{ folder, account: account.uid },
	);
}
