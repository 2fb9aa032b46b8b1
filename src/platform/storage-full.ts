import { Problem } from '#platform/problem.ts';

/** How PostgreSQL (SQLSTATE class 53) and the operating system say that nothing more can be written. */
const full = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/** A full disk is a bad day of the machine, not a bug: Problem `storage.full` (503) for it, any other error as it is. */
export function storageFull(error: unknown): unknown {
	const { code } = (error ?? {}) as { code?: unknown };
	return typeof code === 'string' && full.has(code) ? new Problem('storage.full', 503) : error;
}
