import path from 'node:path';
import { findRunning, startEmbedded, type Embedded } from '#platform/database/embedded/start-embedded.ts';
import type { Server, Sql } from '#platform/database/connect.ts';
import { serverFromUrl } from '#platform/database/server-url.ts';
import type { Migration } from '#platform/database/migrate.ts';
import type { Clock } from '#platform/clock.ts';
import {
	createDatabase,
	dropDatabase,
	findSiteByHost,
	listSites,
	openControl,
	registerSite,
	type SiteRecord,
} from '#platform/installation/control.ts';
import { openSite, prepareSite, type OpenSite } from '#platform/installation/open-site.ts';
import { checkServer } from '#platform/installation/check-server.ts';
import { installationSecret } from '#platform/installation/secret.ts';
import { domainProof } from '#platform/installation/site-domains.ts';
import { followSites } from '#platform/installation/follow-sites.ts';
import type { JobRegistry } from '#platform/job/registry.ts';
import type { Log } from '#platform/log.ts';
import { Problem } from '#platform/problem.ts';
import type { Settings } from '#platform/settings.ts';

/** What the composition root gives to an installation. */
export interface Product {
	settings: Settings;
	log: Log;
	clock: Clock;
	jobs: JobRegistry;
	/** Migrations of every site's database, in order. */
	migrations: readonly Migration[];
	/** True when this process takes jobs out of the queues. */
	worker: boolean;
	/** True for commands beside a running Homecourt and for its further processes: they use the database that it runs. */
	join?: boolean;
	/** Told of every site that is opened here, and of it again just before its database is closed. */
	onOpen?: (site: OpenSite) => void;
	onClose?: (site: OpenSite) => Promise<void>;
	/** Connections per site for transactions. Default 8. */
	connections?: number;
}

/** A running Homecourt: one PostgreSQL server, many sites, each a database of its own. */
export interface Installation {
	product: Product;
	/** The site that answers to a host name (without port), or null. */
	siteByHost(host: string): Promise<OpenSite | null>;
	/** The site of a host that was looked up lately, without waiting; null: ask `siteByHost`. */
	knownSite(host: string): OpenSite | null;
	/** What this installation says about a host when asked under it. */
	proofOf(host: string): string;
	site(name: string): Promise<OpenSite>;
	listSites(): Promise<SiteRecord[]>;
	/** From now on, opens every site here that another process makes: a worker takes up its jobs within seconds. */
	followSites(): void;
	/** Makes a site with its database; the first host is its main address. Its host answers at once. */
	createSite(name: string, hosts: readonly string[]): Promise<OpenSite>;
	/** Deletes a site with everything in it. */
	removeSite(name: string): Promise<void>;
	close(): Promise<void>;
}

const controlName = 'homecourt';

/** Opens the installation: starts the embedded database unless an external one is set. */
export async function openInstallation(product: Product): Promise<Installation> {
	const { settings, log } = product;
	if (settings.databaseUrl) {
		const server = serverFromUrl(settings.databaseUrl);
		await checkServer(server);
		return serve(product, server, await openControl(server, server.maintenance), () => Promise.resolve());
	}
	const embedded = await embeddedServer(path.resolve(settings.data, 'database'), product.join ?? false, log);
	const server: Server = { host: embedded.socket, port: 5432, user: embedded.user, maintenance: 'postgres' };
	try {
		return serve(product, server, await openControl(server, controlName), embedded.stop);
	} catch (error) {
		await embedded.stop();
		throw error;
	}
}

/** The embedded database: started here, or, when asked to join, the one that another of our processes runs. */
async function embeddedServer(
	folder: string,
	join: boolean,
	log: Log,
): Promise<Pick<Embedded, 'socket' | 'user' | 'stop'>> {
	const running = join ? await findRunning(folder) : null;
	if (running?.socket && running.user)
		return { socket: running.socket, user: running.user, stop: () => Promise.resolve() };
	return startEmbedded({ folder, log });
}

function serve(product: Product, server: Server, control: Sql, stopServer: () => Promise<void>): Installation {
	const secret = installationSecret(path.resolve(product.settings.data));
	const open = new Map<string, Promise<OpenSite>>();
	const byHost = new Map<string, { name: string; known: number }>();
	let unfollow: (() => Promise<void>) | null = null;
	/** The sites that have finished opening. */
	const ready = new Map<string, OpenSite>();

	const readdress = async (name: string): Promise<void> => {
		const record = (await listSites(control)).find((site) => site.name === name);
		if (record) ready.get(name)?.readdress(record.hosts);
		for (const [host, known] of byHost) if (known.name === name && !record?.hosts.includes(host)) byHost.delete(host);
	};

	const openRecord = (record: SiteRecord): Promise<OpenSite> => {
		let site = open.get(record.name);
		if (!site) {
			site = openSite(product, server, record, secret, control);
			open.set(record.name, site);
			site.then(
				(opened) => {
					ready.set(record.name, opened);
					// Whoever hears that its hosts changed looks them up anew, in every process.
					opened.onChange((things) => {
						if (things?.includes('domains')) void readdress(record.name);
					});
				},
				() => open.delete(record.name),
			);
		}
		return site;
	};

	return {
		product,
		knownSite(host) {
			const known = byHost.get(host);
			return known && Date.now() - known.known < 10_000 ? (ready.get(known.name) ?? null) : null;
		},
		proofOf: (host) => domainProof(secret, host),
		async siteByHost(host) {
			// A host is looked up again after a while, so that a removed or moved site stops answering in every process.
			const known = byHost.get(host);
			const opened = known && Date.now() - known.known < 10_000 ? open.get(known.name) : undefined;
			if (opened) return opened;
			const record = await findSiteByHost(control, host);
			if (!record) {
				byHost.delete(host);
				return null;
			}
			byHost.set(host, { name: record.name, known: Date.now() });
			// A change that was not heard is seen here at the latest.
			ready.get(record.name)?.readdress(record.hosts);
			return openRecord(record);
		},
		async site(name) {
			const record = (await listSites(control)).find((site) => site.name === name);
			if (!record) throw new Problem('site.not-found', 404, { name });
			return openRecord(record);
		},
		listSites: () => listSites(control),
		followSites() {
			unfollow ??= followSites(() => listSites(control), openRecord, product.log);
		},
		async createSite(name, hosts) {
			if (!/^[a-z][a-z0-9-]{0,30}$/.test(name)) throw new Problem('site.name-invalid', 422, { name });
			const record = {
				name,
				database: `homecourt_${name.replaceAll('-', '_')}`,
				hosts: hosts.map((host) => host.toLowerCase()),
			};
			// The database first: a crash in between leaves an unused database, never a site without one.
			if ((await listSites(control)).some((site) => site.name === name)) throw new Problem('site.taken', 409, { name });
			await createDatabase(server, record.database);
			// Whole before anybody can know of it: others may open it from the next statement on.
			await prepareSite(product, server, record.database);
			await registerSite(control, record);
			return openRecord(record);
		},
		async removeSite(name) {
			const record = (await listSites(control)).find((site) => site.name === name);
			if (!record) throw new Problem('site.not-found', 404, { name });
			await (await open.get(name))?.close();
			open.delete(name);
			ready.delete(name);
			await control`delete from control.site where name = ${name}`;
			await dropDatabase(server, record.database);
		},
		async close() {
			await unfollow?.();
			await Promise.allSettled([...open.values()].map(async (site) => (await site).close()));
			await control.end({ timeout: 5 });
			await stopServer();
		},
	};
}
