import type { IncomingMessage, ServerResponse } from 'node:http';
import { builtFile } from '#app/built-file.ts';
import '#app/networks.ts';
import { removeFiles } from '#app/remove-files.ts';
import { partsFor, personalParts } from '#app/personal-parts.ts';
import { productJobs, productMigrations } from '#app/product.ts';
import { continueSample } from '#app/sample-brand/continue-sample.ts';
import { hearerOf } from '#app/hearer-of.ts';
import { listHearing, readNews } from '#community/server/index.ts';
import { listTalkHearing, readTalkNews } from '#message/server/index.ts';
import { systemClock } from '#platform/clock.ts';
import { openInstallation, type Installation } from '#platform/installation/installation.ts';
import { createLog } from '#platform/log.ts';
import type { Settings } from '#platform/settings.ts';
import { createFront, type Front } from '#web/front/front.ts';
import { countHit, stopCounting } from '#insight/server/index.ts';
import { watchedThing } from '#moderation/events.ts';
import { forgetWatched } from '#moderation/server/index.ts';
import { forgetBrand, forgetFrame, frameThings } from '#site/server/index.ts';
import { letGoOfMailings } from '#notification/server/index.ts';
import { letGoOfExport, letGoOfRun } from '#transfer/server/index.ts';

export type Role = 'all' | 'web' | 'worker';

/** A running process of Homecourt. */
export interface Running {
	installation: Installation;
	front: Front | null;
	/** Stops taking requests and jobs, finishes those that run, closes the database. */
	stop(): Promise<void>;
}

/** Opens the installation as this process needs it. `join`: beside a process that runs the embedded database already. */
export const openProduct = (settings: Settings, options: { worker: boolean; join: boolean }): Promise<Installation> =>
	openInstallation({
		settings,
		log: createLog(settings.logLevel),
		clock: systemClock,
		jobs: productJobs,
		migrations: productMigrations(),
		onOpen: (site) => {
			site.onChange((things) => {
				if (!things || things.includes('site')) forgetBrand(site.handle);
				if (!things || things.includes(watchedThing)) forgetWatched(site.handle);
				if (!things || things.some((thing) => frameThings.includes(thing))) forgetFrame(site.handle);
			});
		},
		onClose: async (site) => {
			await letGoOfRun(site.handle);
			await letGoOfExport(site.handle);
			await letGoOfMailings(site.handle);
			await stopCounting(site.handle);
		},
		onRemove: (name) => removeFiles(settings, name),
		...options,
	});

/**
 * Starts what `role` names: the web server, the worker, or both in one process. `first` is the name of the site that a
 * fresh installation gets.
 */
export async function run(settings: Settings, role: Role, join = false, first = 'home'): Promise<Running> {
	const installation = await openProduct(settings, { worker: role !== 'web', join });
	const sites = await installation.listSites();
	if (!sites.length) await installation.createSite(first, [new URL(settings.publicUrl ?? 'http://localhost').hostname]);
	// A worker serves every site; a web process opens each at its first request, but the first one right away.
	for (const site of role === 'web' ? sites.slice(0, 1) : sites) await installation.site(site.name);
	// One that another process makes is met by a web process at its first request, and by a worker when it looks.
	if (role !== 'web') installation.followSites();
	const front = role === 'worker' ? null : await listen(installation);
	// A sample brand whose telling was cut short is told to its end.
	if (role !== 'web') for (const site of sites) void continueSample(await installation.site(site.name));
	return {
		installation,
		front,
		async stop() {
			if (front) {
				front.live.close();
				front.talks.close();
				const closed = new Promise((resolve) => front.server.close(resolve));
				front.server.closeIdleConnections();
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
	// Above the largest file that may be attached; what a page takes is limited by web/limit-body.ts.
	process.env['BODY_SIZE_LIMIT'] = '210M';
	// From its source the server would meet, with its pages, a second copy of every module.
	if (!import.meta.url.startsWith(builtFile('')))
		throw new Error('The server runs as it was built: npm start, or node build/server/main.js');
	const { handler } = (await import(builtFile('handler.js'))) as {
		handler: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
	};
	const front = createFront(installation, {
		handler,
		sessionCookie: 'session',
		personal: personalParts,
		partsOf: partsFor,
		hit: countHit,
		news: (site, thread) => readNews(site.sql, thread),
		hearing: (site, thread, members) => listHearing(site.sql, thread, members),
		talk: {
			news: (site, talk) => readTalkNews(site.sql, talk),
			hearing: (site, talk, members) => listTalkHearing(site.sql, talk, members),
		},
		hearer: hearerOf,
	});
	await new Promise<void>((resolve, reject) => {
		front.server.once('error', reject);
		front.server.listen({ port: settings.port, ...(settings.host ? { host: settings.host } : {}) }, resolve);
	});
	return front;
}
