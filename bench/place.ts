import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { productJobs, productMigrations } from '#app/product.ts';
import { systemClock } from '#platform/clock.ts';
import { findRunning } from '#platform/database/embedded/start-embedded.ts';
import { openSql, type Server, type Sql } from '#platform/database/connect.ts';
import { openInstallation, type Installation } from '#platform/installation/installation.ts';
import { createLog } from '#platform/log.ts';
import { readSettings, type Settings } from '#platform/settings.ts';
import type { SeedSize } from './seed/size.ts';

/** The seeded site: where it lies and what is in it. */
export interface Place {
	data: string;
	size: SeedSize;
	/** The last day of the seeded visits, YYYY-MM-DD. */
	today: string;
	/** Seconds that seeding took, when it was done. */
	seeded: number;
}

const fileName = 'bench.json';

/** What the seeded data follow from: the database's form, and the seed's own text and size. */
export function fingerprint(size: SeedSize): string {
	const hash = createHash('sha256').update(JSON.stringify(size));
	for (const { name, text } of productMigrations()) hash.update(name).update(text);
	const folder = path.join(import.meta.dirname, 'seed');
	for (const file of readdirSync(folder).sort()) hash.update(readFileSync(path.join(folder, file)));
	return hash.digest('hex').slice(0, 16);
}

/** The folder of the seeded site: under BENCH_DATA, else among the temporary files. */
export const placeFolder = (name: string): string =>
	path.join(process.env['BENCH_DATA'] ?? path.join(tmpdir(), 'homecourt-bench'), name);

/** What is known of a folder, or null when it holds no finished seed of this fingerprint. */
export function findPlace(data: string, size: SeedSize, print: string): Place | null {
	const file = path.join(data, fileName);
	if (!existsSync(file)) return null;
	const known = JSON.parse(readFileSync(file, 'utf8')) as {
		print: string;
		today: string;
		seeded: number;
		whole: boolean;
	};
	return known.whole && known.print === print ? { data, size, today: known.today, seeded: known.seeded } : null;
}

/** Empties a folder for a new seed. Throws when it holds something that no seed left there. */
export function clearPlace(data: string): void {
	if (existsSync(data) && readdirSync(data).length && !existsSync(path.join(data, fileName))) {
		throw new Error(`${data} holds something else; name another folder with BENCH_DATA`);
	}
	rmSync(data, { recursive: true, force: true });
	mkdirSync(data, { recursive: true });
	writePlace(data, { print: '', today: '', seeded: 0, whole: false });
}

export const writePlace = (
	data: string,
	known: { print: string; today: string; seeded: number; whole: boolean },
): void => writeFileSync(path.join(data, fileName), JSON.stringify(known));

/** The product's settings for a data folder. */
export const placeSettings = (data: string, port = 3000): Settings =>
	readSettings({ HOMECOURT_DATA: data, PORT: String(port), LOG_LEVEL: 'warn' });

/** Opens the seeded site here: beside a running product when there is one. */
export const openPlace = (data: string, port?: number): Promise<Installation> =>
	openInstallation({
		settings: placeSettings(data, port),
		log: createLog('warn'),
		clock: systemClock,
		jobs: productJobs,
		migrations: productMigrations(),
		worker: false,
		join: true,
	});

/** A pool to the seeded site's database while a product serves it, as large as the product's own. */
export async function openReference(data: string): Promise<Sql> {
	return openSql(await runningServer(data), 'homecourt_home', { connections: 4 });
}

/** Where the database of a running product answers. */
export async function runningServer(data: string): Promise<Server> {
	const running = await findRunning(path.resolve(data, 'database'));
	if (!running?.socket || !running.user) throw new Error('The product that serves the seeded site is not running');
	return { host: running.socket, port: 5432, user: running.user, maintenance: 'postgres' };
}
