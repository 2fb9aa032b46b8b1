/** Structured log lines, one JSON object a line, on standard error. Levels as in syslog, lower is louder. */
const levels = { error: 0, warn: 1, info: 2, debug: 3 } as const;
export type LogLevel = keyof typeof levels;

export interface Log {
	error(what: string, facts?: Record<string, unknown>): void;
	warn(what: string, facts?: Record<string, unknown>): void;
	info(what: string, facts?: Record<string, unknown>): void;
	debug(what: string, facts?: Record<string, unknown>): void;
	/** The same log with facts that every line repeats. */
	with(facts: Record<string, unknown>): Log;
}

/** Names whose values never reach a log, however deep they are. */
const secret = /password|secret|token|cookie|authorization|signature|^otp$/i;

function cleaned(value: unknown, depth = 0): unknown {
	if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack };
	if (typeof value === 'string') return value.length > 2000 ? `${value.slice(0, 2000)}…` : value;
	if (typeof value === 'bigint') return value.toString();
	if (value === null || typeof value !== 'object' || value instanceof Date) return value;
	if (depth > 4) return '…';
	if (Array.isArray(value)) return value.slice(0, 50).map((item) => cleaned(item, depth + 1));
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name, secret.test(name) ? '[hidden]' : cleaned(inner, depth + 1)]),
	);
}

/** A log that writes lines at or above `level` through `write` (default: standard error). */
export function createLog(level: LogLevel, facts: Record<string, unknown> = {}, write?: (line: string) => void): Log {
	const out = write ?? ((line: string) => void process.stderr.write(line));
	const say =
		(at: LogLevel) =>
		(what: string, more: Record<string, unknown> = {}) => {
			if (levels[at] > levels[level]) return;
			const line = { time: new Date().toISOString(), level: at, what, ...facts, ...more };
			out(`${JSON.stringify(cleaned(line))}\n`);
		};
	return {
		error: say('error'),
		warn: say('warn'),
		info: say('info'),
		debug: say('debug'),
		with: (more) => createLog(level, { ...facts, ...more }, write),
	};
}

/** A log that keeps silent, for tests and short commands. */
export const silent: Log = createLog('error', {}, () => undefined);
