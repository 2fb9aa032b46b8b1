import { rmSync } from 'node:fs';
import path from 'node:path';
import { productMigrations } from '#app/product.ts';
import { startEmbedded } from '#platform/database/embedded/start-embedded.ts';
import { openSql, type Server } from '#platform/database/connect.ts';
import { migrate } from '#platform/database/migrate.ts';
import { createDatabase } from '#platform/installation/control.ts';
import { createQueue } from '#platform/job/queue.ts';
import { silent } from '#platform/log.ts';
import { throwawayFolder } from '#testing/throwaway.ts';

/** A real PostgreSQL of its own for tests, with a migrated database to clone from. */
export interface Cluster {
	server: Server;
	/** Name of the migrated template database; nobody may stay connected to it. */
	template: string;
	stop(): Promise<void>;
}

export async function startCluster(): Promise<Cluster> {
	const folder = throwawayFolder('homecourt-test-');
	const embedded = await startEmbedded({ folder: path.join(folder, 'database'), log: silent, lasting: false });
	const server: Server = { host: embedded.socket, port: 5432, user: embedded.user, maintenance: 'postgres' };
	const stop = async (): Promise<void> => {
		await embedded.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	const template = 'site_template';
	try {
		await createDatabase(server, template);
		const sql = openSql(server, template, { connections: 1 });
		try {
			await migrate(sql, productMigrations());
			await createQueue(sql);
		} finally {
			await sql.end({ timeout: 2 });
		}
		return { server, template, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
