import path from 'node:path';
import { findRunning, startEmbedded, type Embedded } from '#platform/database/embedded/start-embedded.ts';
import type { Server } from '#platform/database/connect.ts';
import { serverFromUrl } from '#platform/database/server-url.ts';
import type { Migration } from '#platform/database/migrate.ts';
import type { Clock } from '#platform/clock.ts';
import { findSiteByHost, listSites, openControl, type SiteRecord } from '#platform/installation/control.ts';
import { plainHost } from '#platform/installation/plain-host.ts';
import { openSite, prepareSite, type OpenSite } from '#platform/installation/open-site.ts';
import { checkServer } from '#platform/installation/check-server.ts';
import { installationSecret } from '#platform/installation/secret.ts';
import { databaseName, makeSite, unmakeSite } from '#platform/installation/site-database.ts';
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
	/** Takes away what a removed site has outside of its database. */
	onRemove?: (name: string) => Promise<void>;
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
	/** From now on, opens every site here that another process makes: a worker takes up its jobs within seconds; and closes those that are no more. */
	followSites(): void;
	/**
	 * Makes a site with its database; the first host is its main address. Its host answers at once. Refused, it leaves nothing: Problem
	 * `site.name-invalid`, `site.host-invalid` (422), `site.taken`, `site.host-taken`, `site.database-taken` (409).
	 */
	createSite(name: string, hosts: readonly string[]): Promise<OpenSite>;
	/** Deletes a site with everything in it; every process lets go of it. Broken off, it is finished by being called again. */
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
		return serve(product, server, server.maintenance, () => Promise.resolve());
	}
	const embedded = await embeddedServer(path.resolve(settings.data, 'database'), product.join ?? false, log);
	const server: Server = { host: embedded.socket, port: 5432, user: embedded.user, maintenance: 'postgres' };
	try {
		return await serve(product, server, controlName, embedded.stop);
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

async function serve(
	product: Product,
	server: Server,
	controlName: string,
	stopServer: () => Promise<void>,
): Promise<Installation> {
	const control = await openControl(server, controlName);
	const { settings, log } = product;
	const secret = installationSecret(path.resolve(settings.data));
	const open = new Map<string, Promise<OpenSite>>();
	const byHost = new Map<string, { name: string; known: number }>();
	let unfollow: (() => Promise<void>) | null = null;
	/** The sites that have finished opening. */
	const ready = new Map<string, OpenSite>();

	const readdress = async (name: string): Promise<void> => {
		const record = (await listSites(control)).find((site) => site.name === name);
		if (!record) return letGo(name);
		ready.get(name)?.readdress(record.hosts);
		for (const [host, known] of byHost) if (known.name === name && !record.hosts.includes(host)) byHost.delete(host);
	};

	const lookAgain = (name: string): void =>
		void readdress(name).catch((error: unknown) => log.warn('hosts not read', { site: name, error }));

	/** Closes a site that is no more: nobody is led to it from this moment on, and its pages are forgotten. */
	const letGo = async (name: string): Promise<void> => {
		const site = open.get(name);
		open.delete(name);
		ready.delete(name);
		for (const [host, known] of byHost) if (known.name === name) byHost.delete(host);
		const opened = await site?.catch(() => null);
		opened?.readdress([]);
		await opened
			?.close()
			.catch((error: unknown) => log.warn('a removed site was not closed well', { site: name, error }));
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
						if (things?.includes('domains')) lookAgain(record.name);
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
				if (known) lookAgain(known.name);
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
			unfollow ??= followSites(() => listSites(control), { open: openRecord, close: letGo }, log);
		},
		async createSite(name, hosts) {
			if (!/^[a-z][a-z0-9-]{0,30}$/.test(name)) throw new Problem('site.name-invalid', 422, { name });
			const record = { name, database: databaseName(controlName, name), hosts: [...new Set(hosts.map(plainHost))] };
			await makeSite(server, control, record, () => prepareSite(product, server, record.database));
			return openRecord(record);
		},
		async removeSite(name) {
			const record = (await listSites(control)).find((site) => site.name === name);
			const database = databaseName(controlName, name);
			const [left] = await control`select from control.leftover where database = ${database}`;
			if (!record && !left) throw new Problem('site.not-found', 404, { name });
			await unmakeSite(server, control, record ?? { name, database, hosts: [] }, {
				letGo: () => letGo(name),
				removeFiles: async () => product.onRemove?.(name),
			});
		},
		async close() {
			await unfollow?.();
			await Promise.allSettled([...open.values()].map(async (site) => (await site).close()));
			await control.end({ timeout: 5 });
			await stopServer();
		},
	};
}
