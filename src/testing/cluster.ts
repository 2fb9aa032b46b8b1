import type { TestProject } from 'vitest/node';
import type { Server } from '#platform/database/connect.ts';
import { startCluster } from '#testing/cluster-start.ts';

declare module 'vitest' {
	interface ProvidedContext {
		server: Server;
		template: string;
	}
}

/** Vitest's global set-up: one PostgreSQL for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const cluster = await startCluster();
	project.provide('server', cluster.server);
	project.provide('template', cluster.template);
	return () => cluster.stop();
}
