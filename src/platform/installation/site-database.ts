import { setTimeout as pause } from 'node:timers/promises';
import { openSql, type Server, type Sql } from '#platform/database/connect.ts';
import { tellOf } from '#platform/installation/changes.ts';
import { createDatabase, dropDatabase, registerSite, type SiteRecord } from '#platform/installation/control.ts';
import { Problem } from '#platform/problem.ts';

/** How long other processes may take to let go of a site that is taken away, in milliseconds. */
const patience = 10_000;

/**
 * Makes a site: its database, filled by `prepare`, and its record, which appear together. Refused or broken off it leaves neither;
 * what a killed process left is listed as left over and makes room for the next try. Throws Problem `site.taken`,
 * `site.host-taken` and, where somebody else has a database of that name, `site.database-taken` (409).
 */
export async function makeSite(
	server: Server,
	control: Sql,
	record: SiteRecord,
	prepare: () => Promise<void>,
): Promise<void> {
	const { database } = record;
	await control.begin(async (transaction) => {
		// Whoever makes the same site at the same time waits here, and is then told that it is taken.
		await registerSite(transaction, record);
		const [found] = await transaction<{ there: boolean; ours: boolean }[]>`
			select exists (select from pg_database where datname = ${database}) as there,
				exists (select from control.leftover where database = ${database}) as ours`;
		if (found?.there && !found.ours) throw new Problem('site.database-taken', 409, { database });
		// By another connection, since it is to be known also when this one breaks.
		await control`insert into control.leftover (database) values (${database}) on conflict do nothing`;
		try {
			await dropDatabase(server, database);
			await createDatabase(server, database);
			await prepare();
		} catch (error) {
			await dropLeftover(server, control, database);
			throw error;
		}
		await transaction`delete from control.leftover where database = ${database}`;
	});
}

/**
 * Takes a site away with everything in its database. Its host leads nowhere from the first moment; every process that has it
 * open is told, and has a while to let go; `letGo` is this process's own part of that. `removeFiles` takes away what lies outside
 * of the database. Broken off, all of it may be done again.
 */
export async function unmakeSite(
	server: Server,
	control: Sql,
	{ name, database }: SiteRecord,
	{ letGo, removeFiles }: { letGo: () => Promise<void>; removeFiles: () => Promise<void> },
): Promise<void> {
	await control.begin(async (transaction) => {
		await transaction`insert into control.leftover (database) values (${database}) on conflict do nothing`;
		await transaction`delete from control.site where name = ${name}`;
	});
	await tellTheOthers(server, database);
	await letGo();
	for (const until = Date.now() + patience; Date.now() < until && (await countConnected(control, database));)
		await pause(50);
	await removeFiles();
	await dropLeftover(server, control, database);
}

/** As a change of hosts: whoever looks them up finds no site. */
async function tellTheOthers(server: Server, database: string): Promise<void> {
	const sql = openSql(server, database, { connections: 1 });
	try {
		await tellOf(sql, ['domains']);
	} catch (error) {
		// Taken away before, up to the last step.
		if ((error as { code?: string }).code !== '3D000') throw error;
	} finally {
		await sql.end({ timeout: 1 });
	}
}

async function countConnected(control: Sql, database: string): Promise<number> {
	const [row] = await control<{ count: number }[]>`
		select count(*)::int as count from pg_stat_activity where datname = ${database} and backend_type = 'client backend'`;
	return row?.count ?? 0;
}

async function dropLeftover(server: Server, control: Sql, database: string): Promise<void> {
	await dropDatabase(server, database);
	await control`delete from control.leftover where database = ${database}`;
}

/** Names of databases end after this many bytes; a site's own name has 31 at most. */
const longestPrefix = 31;

/** The database of a site: named after the installation's control database, so that two installations share a server in peace. */
export const databaseName = (control: string, site: string): string =>
	`${control.replace(/[^\w]/g, '_').slice(0, longestPrefix)}_${site.replaceAll('-', '_')}`;
