import { openSql, type Server } from '#platform/database/connect.ts';
import { Problem } from '#platform/problem.ts';

/** The oldest major version of PostgreSQL that has what our tables ask for (`unique nulls not distinct`). */
const oldest = 15;

/** Not the right password, or nobody who may come in from here. */
const notLetIn = /^28/;
/** What the network and the driver say when nobody answers. */
const unreachable = /^(?:E[A-Z]+|CONNECT_TIMEOUT|CONNECTION_\w+)$/;

/**
 * Throws Problem `database.unreachable`, `database.not-let-in`, `database.missing` or `database.too-old` when an external server cannot
 * serve: said before anything is written.
 */
export async function checkServer(server: Server): Promise<void> {
	const sql = openSql(server, server.maintenance, { connections: 1 });
	try {
		const [row] = await sql<{ version: number; name: string }[]>`
			select current_setting('server_version_num')::int as version, current_setting('server_version') as name`;
		refuseOld(row?.version ?? 0, row?.name ?? '');
	} catch (error) {
		const code = (error as { code?: string }).code ?? '';
		if (code === '3D000') throw new Problem('database.missing', 500, { name: server.maintenance });
		if (notLetIn.test(code)) throw new Problem('database.not-let-in', 500, { user: server.user });
		if (unreachable.test(code)) throw new Problem('database.unreachable', 500, { host: server.host, trouble: code });
		throw error;
	} finally {
		await sql.end({ timeout: 1 });
	}
}

/** As `server_version_num` and `server_version` say it. */
export function refuseOld(version: number, name: string): void {
	if (version < oldest * 10_000) throw new Problem('database.too-old', 500, { found: name, wanted: oldest });
}
