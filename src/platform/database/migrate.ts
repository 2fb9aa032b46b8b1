import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sql } from '#platform/database/connect.ts';

/** A dated, forward-only step of the database, from a module's `server/migrations/` folder. */
export interface Migration {
	/** File name without `.sql`: starts with a date, so that sorting is the order of application. */
	name: string;
	text: string;
}

/** The migrations found in these folders, in the order in which they are applied. */
export function readMigrations(folders: readonly string[]): Migration[] {
	return folders
		.flatMap((folder) =>
			readdirSync(folder)
				.filter((file) => file.endsWith('.sql'))
				.map((file) => ({ name: file.slice(0, -4), text: readFileSync(path.join(folder, file), 'utf8') })),
		)
		.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * Brings a database up to date: every missing migration in one transaction of its own, under a lock, so that two
 * processes that start together do not both migrate. Returns the names that were applied.
 */
export async function migrate(sql: Sql, migrations: readonly Migration[]): Promise<string[]> {
	const known = await appliedMigrations(sql);
	if (known && migrations.every((step) => known.has(step.name))) return [];
	const connection = await sql.reserve();
	const applied: string[] = [];
	try {
		await connection`select pg_advisory_lock(hashtext('homecourt.migrate'))`;
		await connection.unsafe(
			'create schema if not exists platform; create table if not exists platform.migration (name text primary key, applied timestamptz not null default now())',
		);
		const done = (await appliedMigrations(connection as unknown as Sql)) ?? new Set();
		for (const step of migrations) {
			if (done.has(step.name)) continue;
			const name = step.name.replaceAll("'", "''");
			try {
				await connection.unsafe(
					`begin;\n${step.text}\n;insert into platform.migration (name) values ('${name}');commit`,
				);
			} catch (error) {
				await connection.unsafe('rollback');
				throw new Error(`Migration ${step.name} failed: ${(error as Error).message}`, { cause: error });
			}
			applied.push(step.name);
		}
	} finally {
		await connection`select pg_advisory_unlock(hashtext('homecourt.migrate'))`;
		connection.release();
	}
	return applied;
}

async function appliedMigrations(sql: Sql): Promise<Set<string> | null> {
	try {
		const rows = await sql<{ name: string }[]>`select name from platform.migration`;
		return new Set(rows.map((row) => row.name));
	} catch (error) {
		const code = (error as { code?: string }).code;
		if (code === '42P01' || code === '3F000') return null;
		throw error;
	}
}
