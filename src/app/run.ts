import type { IncomingMessage, ServerResponse } from 'node:http';
import { productJobs, productMigrations } from '#app/product.ts';
import { systemClock } from '#platform/clock.ts';
import { openInstallation, type Installation } from '#platform/installation/installation.ts';
import { createLog } from '#platform/log.ts';
import type { Settings } from '#platform/settings.ts';
import { createFront, type Front } from '#web/front/front.ts';

export type Role = 'all' | 'web' | 'worker';

/** A running process of Homecourt. */
export interface Running {
	installation: Installation;
	front: Front | null;
	stop(): Promise<void>;
}

/** Starts what `role` names: the web server, the worker, or both in one process. */
export async function run(settings: Settings, role: Role): Promise<Running> {
	const log = createLog(settings.logLevel);
	const installation = await openInstallation({
		settings,
		log,
		clock: systemClock,
		jobs: productJobs,
		migrations: productMigrations(),
		worker: role !== 'web',
	});
	let sites = await installation.listSites();
	if (!sites.length) {
		await installation.createSite('home', [new URL(settings.publicUrl ?? 'http://localhost').hostname]);
		sites = await installation.listSites();
	}
	// A worker serves every site; a web process opens each at its first request, but the first one right away.
	for (const site of role === 'web' ? sites.slice(0, 1) : sites) await installation.site(site.name);
	const front = role === 'worker' ? null : await listen(installation);
	return {
		installation,
		front,
		async stop() {
			if (front) {
				front.server.closeIdleConnections();
				const closed = new Promise((resolve) => front.server.close(resolve));
				setTimeout(() => front.server.closeAllConnections(), 5_000).unref();
				await closed;
			}
			await installation.close();
		},
	};
}

async function listen(installation: Installation): Promise<Front> {
	const { settings } = installation.product;
	// The framework takes scheme and host from these private headers; the front overwrites them on every request.
	process.env['PROTOCOL_HEADER'] = 'x-homecourt-proto';
	process.env['HOST_HEADER'] = 'x-homecourt-host';
	process.env['BODY_SIZE_LIMIT'] = '26M';
	const { handler } = (await import('../../build/handler.js' as string)) as {
		handler: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
	};
	const front = createFront(installation, {
		handler,
		sessionCookie: 'session',
		personal: () => Promise.resolve(null),
		hit: () => undefined,
	});
	await new Promise<void>((resolve, reject) => {
		front.server.once('error', reject);
		front.server.listen({ port: settings.port, ...(settings.host ? { host: settings.host } : {}) }, resolve);
	});
	return front;
}
