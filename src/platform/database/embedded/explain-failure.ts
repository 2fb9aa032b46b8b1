import { EmbeddedProblem, type EmbeddedCode } from '#platform/database/embedded/embedded-problem.ts';

const signs: readonly (readonly [EmbeddedCode, RegExp, string])[] = [
	['database.disk-full', /no space left on device|disk quota exceeded/i, 'the disk is full'],
	[
		'database.wrong-version',
		/database files are incompatible|initialized by PostgreSQL version/i,
		'the data belongs to another version',
	],
	[
		'database.in-use',
		/lock file "[^"]*" already exists|pre-existing shared memory block/i,
		'another database server works on this folder',
	],
	[
		'database.unreadable',
		/permission denied|has wrong ownership|has invalid permissions|read-only file system|operation not permitted/i,
		'files cannot be read or written',
	],
];

/** Names the cause of a failed `initdb` or `postgres` from the last lines it wrote. */
export function explainLines(lines: readonly string[], details: Record<string, unknown>): EmbeddedProblem {
	const text = lines.join('\n');
	const found = signs.find(([, sign]) => sign.test(text));
	const code = found?.[0] ?? 'database.did-not-start';
	const cause = found?.[2] ?? 'the database did not start';
	// initdb tells its whole story; the message keeps what went wrong.
	const telling = lines.filter((line) => /FATAL:|PANIC:|ERROR:|error:|could not|cannot/.test(line));
	const said = (telling.length ? telling : lines).slice(-5).join('\n');
	return new EmbeddedProblem(code, `Embedded database: ${cause}. ${said}`, { ...details, log: lines.slice(-20) });
}

const systemCodes: Record<string, EmbeddedCode> = {
	ENOSPC: 'database.disk-full',
	EDQUOT: 'database.disk-full',
	EACCES: 'database.unreadable',
	EPERM: 'database.unreadable',
	EROFS: 'database.unreadable',
};

/** The same for an error of a file system call or of starting a process. */
export function explainError(error: unknown, details: Record<string, unknown>): EmbeddedProblem {
	if (error instanceof EmbeddedProblem) return error;
	const { code = '', message } = error as NodeJS.ErrnoException;
	return new EmbeddedProblem(
		systemCodes[code] ?? 'database.did-not-start',
		`Embedded database: ${message}`,
		details,
		error,
	);
}
