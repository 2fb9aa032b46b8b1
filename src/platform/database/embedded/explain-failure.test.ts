import { describe, expect, it } from 'vitest';
import { explainError, explainLines } from '#platform/database/embedded/explain-failure.ts';

describe('the cause of a failed start', () => {
	it.each([
		['database.disk-full', 'PANIC:  could not write to file "pg_wal/xlogtemp.12": No space left on device'],
		['database.disk-full', 'initdb: error: could not create directory "base/1": Disk quota exceeded'],
		['database.wrong-version', 'FATAL:  database files are incompatible with server'],
		['database.in-use', 'FATAL:  lock file "postmaster.pid" already exists'],
		['database.unreadable', 'FATAL:  could not open file "global/pg_control": Permission denied'],
		['database.did-not-start', 'FATAL:  could not map anonymous shared memory: Cannot allocate memory'],
	])('%s', (code, line) => {
		const problem = explainLines(['LOG:  starting PostgreSQL', line], { folder: '/data' });
		expect(problem).toMatchObject({ code, details: { folder: '/data' } });
		expect(problem.message).toContain(line);
	});

	it.each([
		['database.disk-full', 'ENOSPC'],
		['database.unreadable', 'EACCES'],
		['database.did-not-start', 'ENOENT'],
	])('%s from %s', (code, system) => {
		expect(explainError(Object.assign(new Error('mkdir'), { code: system }), {}).code).toBe(code);
	});
});
