import path from 'node:path';
import { migrate, readMigrations } from '#platform/database/migrate.ts';
import { openSql, type Server, type Sql, type Transaction } from '#platform/database/connect.ts';
import { Problem } from '#platform/problem.ts';

/** A site as the control database knows it. */
export interface SiteRecord {
	name: string;
	database: string;
	/** Hosts that lead to it, its main one first. */
	hosts: string[];
}

const folder = path.join(import.meta.dirname, 'migrations');

/**
 * Opens the control database `name`, creating it at the first start. Throws Problem `database.may-not-write` where an external one
 * does not let us make tables.
 */
export async function openControl(server: Server, name: string): Promise<Sql> {
	const control = openSql(server, name, { connections: 2 });
	try {
		await migrate(control, readMigrations([folder]));
		return control;
	} catch (error) {
		await control.end({ timeout: 1 });
		const { code } = error as { code?: string };
		if (code === '42501') throw new Problem('database.may-not-write', 500, { user: server.user, name });
		if (code !== '3D000') throw error;
	}
	await createDatabase(server, name);
	const made = openSql(server, name, { connections: 2 });
	await migrate(made, readMigrations([folder]));
	return made;
}

/** Creates an empty database in which Chinese text sorts, folds and splits into trigrams as text. */
export async function createDatabase(server: Server, name: string, template = 'template0'): Promise<void> {
	const maintenance = openSql(server, server.maintenance, { connections: 1 });
	try {
		// A clone is copied file by file: that takes a quarter of what writing every page of it to the log would.
		const form =
			template === 'template0'
				? `locale_provider = builtin builtin_locale = 'C.UTF-8' locale = 'C'`
				: 'strategy file_copy';
		try {
			await maintenance.unsafe(`create database "${name}" template "${template}" encoding 'UTF8' ${form}`);
		} catch (error) {
			const { code } = error as { code?: string };
			if (code === '42P04') return;
			if (code === '42501') throw new Problem('database.may-not-create', 500, { user: server.user });
			if (template !== 'template0') throw error;
			// Before PostgreSQL 17 there is no built-in provider.
			await maintenance.unsafe(`create database "${name}" template "${template}" encoding 'UTF8' locale 'C.UTF-8'`);
		}
	} finally {
		await maintenance.end();
	}
}

/** Drops a database with everything in it, closing whatever is connected. */
export async function dropDatabase(server: Server, name: string): Promise<void> {
	const maintenance = openSql(server, server.maintenance, { connections: 1 });
	try {
		await maintenance.unsafe(`drop database if exists "${name}" with (force)`);
	} finally {
		await maintenance.end();
	}
}

/** Every site, oldest first. */
export async function listSites(control: Sql): Promise<SiteRecord[]> {
	return control<SiteRecord[]>`
		select name, database, coalesce((
			select array_agg(host order by main desc, host) from control.domain where site = name
		), '{}') as hosts
		from control.site order by created, name`;
}

/** The site that answers to a host, or null. */
export async function findSiteByHost(control: Sql, host: string): Promise<SiteRecord | null> {
	const [row] = await control<SiteRecord[]>`
		select name, database, (select array_agg(host order by main desc, host) from control.domain where site = name) as hosts
		from control.site where name = (select site from control.domain where host = ${host})`;
	return row ?? null;
}

/** Writes a site and its hosts down. Throws Problem `site.taken` or `site.host-taken` (409), after which the transaction is over. */
export async function registerSite(transaction: Transaction, site: SiteRecord): Promise<void> {
	try {
		await transaction`insert into control.site (name, database) values (${site.name}, ${site.database})`;
		for (const [index, host] of site.hosts.entries()) {
			await transaction`insert into control.domain (host, site, main) values (${host}, ${site.name}, ${index === 0})`;
		}
	} catch (error) {
		const { code, table_name: table } = error as { code?: string; table_name?: string };
		if (code === '23505')
			throw new Problem(table === 'site' ? 'site.taken' : 'site.host-taken', 409, { name: site.name });
		throw error;
	}
}
