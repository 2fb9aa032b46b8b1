import { isUnconnected } from '#platform/database/unconnected.ts';
import { Problem } from '#platform/problem.ts';

/** How PostgreSQL (SQLSTATE class 53) and the operating system say that nothing more can be written. */
const full = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/** How PostgreSQL (SQLSTATE 53300 and class 57P) and its driver say that it is stopping, starting, overrun or gone. */
const away = new Set([
	...['53300', '57P01', '57P02', '57P03'],
	...['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT'],
]);
/** What the operating system says of a connection that cannot be made; a socket that is not there is a missing file to it. */
const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT']);

interface Signs {
	code?: unknown;
	/** Where a socket was looked for. */
	address?: unknown;
}

/** Others are connected to, too (mail, a store): the driver puts the question beside its errors, and the database's socket has a name of its own. */
const ofTheDatabase = (error: object, { address }: Signs): boolean =>
	'query' in error || isUnconnected(error) || (typeof address === 'string' && /\.s\.PGSQL\.\d+$/.test(address));

/** A full disk is a bad day of the machine, not a bug: Problem `storage.full` (503) for it, any other error as it is. */
export function storageFull(error: unknown): unknown {
	const { code } = (error ?? {}) as Signs;
	return typeof code === 'string' && full.has(code) ? new Problem('storage.full', 503) : error;
}

/**
 * What a person is told of a bad day of the machine: Problem `storage.full` or, where the database does not answer, `database.away`
 * (503). Any other error as it is. For whoever answers people alone: a job whose database is away is not refused, it tries again.
 */
export function badDay(error: unknown): unknown {
	if (!(error instanceof Error)) return error;
	const signs = error as Signs;
	if (typeof signs.code !== 'string') return error;
	const gone = away.has(signs.code) || (unreachable.has(signs.code) && ofTheDatabase(error, signs));
	return gone ? new Problem('database.away', 503) : storageFull(error);
}
