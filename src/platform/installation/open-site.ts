import type { PgBoss } from 'pg-boss';
import type { Actor } from '#platform/actor.ts';
import type { Clock } from '#platform/clock.ts';
import { workThing } from '#platform/context/commit-work.ts';
import type { Ctx, SiteHandle } from '#platform/context/context.ts';
import { openDatabase, openSql, type Database, type Server, type Sql } from '#platform/database/connect.ts';
import { migrate } from '#platform/database/migrate.ts';
import type { FileStore } from '#platform/file-store.ts';
import { siteFiles } from '#platform/site-files.ts';
import type { SiteRecord } from '#platform/installation/control.ts';
import { siteDomains } from '#platform/installation/site-domains.ts';
import { openChanges } from '#platform/installation/changes.ts';
import type { Product } from '#platform/installation/installation.ts';
import { deriveKey } from '#platform/installation/secret.ts';
import { createQueue, openQueue, queueNames } from '#platform/job/queue.ts';
import { startWorker, type Worker } from '#platform/job/worker.ts';
import type { Locale } from '#platform/language/locale.ts';
import { Problem } from '#platform/problem.ts';
import { system } from '#platform/actor.ts';

/** Who asks, in which language and when; what differs between two requests to one site. */
export interface Asking {
	actor: Actor;
	locale: Locale;
	now?: Date;
	/** Collects what the page depends on. */
	about?: (...things: string[]) => void;
	requestId?: string;
}

/** A site that this process serves. */
export interface OpenSite {
	handle: SiteHandle;
	/** Hosts that lead to it, its main one first. */
	hosts: readonly string[];
	sql: Sql;
	db: Database;
	files: FileStore;
	/** A context for one request or job. */
	context(asking: Asking): Ctx;
	/** What time it is here; a context of its own is more than a page view that is only counted needs. */
	clock: Clock;
	/** Hears of every change, from this and other processes; `null`: some may have been missed. Returns how to stop. */
	onChange(hear: (things: readonly string[] | null) => void): () => void;
	/** Takes note of other hosts; everything that was said with the old address is forgotten. */
	readdress(hosts: readonly string[]): void;
	/**
	 * Connections of one's own, whose commits do not wait for the disk. For work that is taken up again from what its
	 * last commit says; the next commit of anybody else makes all of it durable.
	 */
	unhurried(): { sql: Sql; db: Database; close(): Promise<void> };
	/** This process leaves out what comes again by the clock, until the function it returns is called. */
	pauseClock(): () => void;
	close(): Promise<void>;
}

/** Brings a site's database up to date, with its queue. Safe to run at every start, and in two processes at once. */
export async function prepareSite(product: Product, server: Server, database: string): Promise<void> {
	const sql = openSql(server, database, { connections: 2 });
	try {
		await migrate(sql, product.migrations);
		await createQueue(sql);
	} finally {
		await sql.end({ timeout: 5 });
	}
}

/** Opens a site: connects, migrates, listens for changes and, in a worker, takes up its jobs. */
export async function openSite(
	product: Product,
	server: Server,
	record: SiteRecord,
	secret: Buffer,
	control: Sql,
): Promise<OpenSite> {
	const { settings, log: productLog } = product;
	const log = productLog.with({ site: record.name });
	const sql = openSql(server, record.database, { connections: 3 });
	const applied = await migrate(sql, product.migrations);
	if (applied.length) log.info('migrated', { migrations: applied.length });
	await createQueue(sql);
	// Reads whose speed matters share few connections and travel together; transactions wait for the disk and need more.
	const transactions = openSql(server, record.database, { connections: product.connections ?? 5 });
	const db = openDatabase(transactions);
	const files = siteFiles(settings, record.name);
	const listeners = new Set<(things: readonly string[] | null) => void>();
	let worker: Worker | null = null;
	const queueThings = new Set(queueNames.map(workThing));
	const hear = (things: readonly string[] | null): void => {
		const woken = things ? queueNames.filter((queue) => things.includes(workThing(queue))) : queueNames;
		if (woken.length) worker?.wake(woken);
		const named = things && things.filter((thing) => !queueThings.has(thing));
		if (!named || named.length) listeners.forEach((listener) => listener(named));
	};
	const changes = await openChanges(sql, hear);

	let queue: Promise<PgBoss> | null = null;
	let queueSql: Sql | null = null;
	const keys = new Map<string, Buffer>();
	const addressOf = (hosts: readonly string[]): string =>
		siteUrl(settings.publicUrl ?? `http://localhost:${settings.port}`, hosts);
	const handle: SiteHandle = {
		name: record.name,
		url: addressOf(record.hosts),
		key(purpose) {
			let key = keys.get(purpose);
			if (!key) keys.set(purpose, (key = deriveKey(secret, record.name, purpose)));
			return key;
		},
		domains: siteDomains(control, record.name, secret),
		jobs: product.jobs,
		// Connections of its own: a command that queues a job while it holds one of the site's must never wait for another,
		// or as many commands as there are connections would wait for each other for ever.
		queue: () =>
			(queue ??= openQueue((queueSql = openSql(server, record.database, { connections: 2 })), log, product.worker)),
		changed(told) {
			hear(told.things);
			return changes.tell(told);
		},
	};

	const outside = (): never => {
		throw new Error('Only a command may record facts, queue jobs or wait for its commit');
	};
	const context = (asking: Asking): Ctx => ({
		site: handle,
		db,
		sql,
		actor: asking.actor,
		now: asking.now ?? product.clock(),
		locale: asking.locale,
		settings,
		files,
		log: asking.requestId ? log.with({ request: asking.requestId }) : log,
		record: outside,
		queue: outside,
		afterCommit: outside,
		about: asking.about ?? (() => undefined),
	});

	if (product.worker) {
		worker = await startWorker(
			await handle.queue(),
			product.jobs,
			() => context({ actor: system, locale: 'zh-TW' }),
			log,
		);
	}

	const site: OpenSite = {
		handle,
		hosts: record.hosts,
		sql,
		db,
		files,
		context,
		clock: product.clock,
		onChange(hear) {
			listeners.add(hear);
			return () => void listeners.delete(hear);
		},
		readdress(hosts) {
			if (hosts.join() === site.hosts.join()) return;
			site.hosts = hosts;
			handle.url = addressOf(hosts);
			hear(null);
		},
		unhurried() {
			const own = openSql(server, record.database, { connections: 3, unhurried: true });
			return { sql: own, db: openDatabase(own), close: () => own.end({ timeout: 5 }) };
		},
		pauseClock: () => worker?.pauseClock() ?? (() => undefined),
		async close() {
			await product.onClose?.(site);
			await worker?.stop(8_000);
			if (queue) await (await queue).stop({ graceful: true, timeout: 8_000 });
			await changes.stop();
			await queueSql?.end({ timeout: 5 });
			await transactions.end({ timeout: 5 });
			await sql.end({ timeout: 5 });
		},
	};
	product.onOpen?.(site);
	return site;
}

/** The site's own address: the installation's public URL with the site's main host put in. */
function siteUrl(publicUrl: string, hosts: readonly string[]): string {
	let address: URL;
	try {
		address = new URL(publicUrl);
	} catch {
		throw new Problem('setting.public-url-invalid', 500, { publicUrl });
	}
	if (hosts[0]) address.hostname = hosts[0];
	return address.origin;
}
