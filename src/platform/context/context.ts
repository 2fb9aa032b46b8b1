import type { PgBoss } from 'pg-boss';
import type { Actor } from '#platform/actor.ts';
import type { Database, Sql } from '#platform/database/connect.ts';
import type { FileStore } from '#platform/file-store.ts';
import type { Job, JobOptions } from '#platform/job/job.ts';
import type { JobRegistry } from '#platform/job/registry.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { SiteDomains } from '#platform/installation/site-domains.ts';
import type { Log } from '#platform/log.ts';
import type { Settings } from '#platform/settings.ts';

/** The site that a request or job belongs to: one brand, one database. */
export interface SiteHandle {
	/** Short name, unique in the installation (`home`, `demo`). */
	name: string;
	/** Where people reach it, without a slash at the end: `https://brand.example`. Follows the site's main host. */
	url: string;
	/** Derives a key for one purpose from the installation's secret; never stored, never logged. */
	key(purpose: string): Buffer;
	/** The hosts that lead to it. */
	domains: SiteDomains;
	/** Every job of the product, to find those that react to a fact. */
	jobs: JobRegistry;
	/** The site's job queue, opened at first use. */
	queue(): Promise<PgBoss>;
	/** Tells what a commit changed: this process at once, all others before the promise resolves. */
	changed(told: { facts: readonly number[]; things: readonly string[] }): Promise<void>;
}

/** A fact that a command states. `about` names what it is about (`thread:12`), most important first. */
export interface Fact {
	/** `noun.past`, e.g. `comment.posted`. */
	name: string;
	about: string | readonly string[];
	data?: Record<string, unknown>;
	/** Who did it is not written down: that they did is nobody's business. */
	unsigned?: true;
}

/** A fact as the jobs that react to it receive it. */
export interface RecordedFact {
	name: string;
	about: string;
	actor: number | null;
	data: Record<string, unknown>;
	/** RFC 3339. */
	occurred: string;
}

/** The world, as every query and command sees it: always the first argument, nothing is ambient. */
export interface Ctx {
	site: SiteHandle;
	/** The site's database; inside a command, its transaction. */
	db: Database;
	/** The driver itself, for reads whose speed matters and for analytics. Never inside a command: it is outside its transaction. */
	sql: Sql;
	actor: Actor;
	now: Date;
	locale: Locale;
	settings: Settings;
	files: FileStore;
	log: Log;
	/** States a fact; it is written, and the jobs that react to it are queued, by the commit of the running command. */
	record(fact: Fact): void;
	/** Queues a job in the commit of the running command. */
	queue<D extends object>(job: Job<D>, data: D, options?: JobOptions): void;
	/** Runs after the commit, for what would be nice but must not be relied on. */
	afterCommit(work: () => void | Promise<void>): void;
	/** Names what the page being read depends on, so that a change drops it from the page cache. */
	about(...things: string[]): void;
}
