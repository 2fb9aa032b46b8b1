/**
 * How the processes of a site hear what changed.
 *
 * A command tells of its facts right after its commit, before it answers; NOTIFY inside the transaction would hold a lock
 * of the whole server while the commit waits for the disk, and commits could no longer share that wait. What a process
 * could not tell because it died in between, the others find in the table of facts a moment later.
 */
import { randomBytes } from 'node:crypto';
import type { Sql } from '#platform/database/connect.ts';

/** The NOTIFY channel of a site's database. */
const channel = 'homecourt_change';
/** PostgreSQL takes payloads below 8,000 bytes. */
const longestPayload = 7_000;
/** Pause between two looks at the table of facts, in milliseconds. */
const lookEvery = 1_000;

/** Facts as they are told: their numbers and what they are about. */
export interface Told {
	facts: readonly number[];
	things: readonly string[];
}

export interface Changes {
	/** Tells every other process; resolves when the database has taken it. Many tellings at once travel together. */
	tell(told: Told): Promise<void>;
	stop(): Promise<void>;
}

/**
 * Listens and looks; `hear` is called once for each fact of other processes, with null when facts may have been missed. What this
 * process tells, it has heard already.
 */
export async function openChanges(sql: Sql, hear: (things: readonly string[] | null) => void): Promise<Changes> {
	const heard = new Set<number>();
	/** Whoever tells has heard it already: what comes back under its own name is not heard twice. */
	const name = randomBytes(6).toString('base64url');
	let waiting: { told: Told; done: () => void }[] = [];
	let telling: Promise<void> | null = null;

	const listening = await sql.listen(
		channel,
		(payload) => {
			const [teller, facts = '', ...things] = payload.split(' ');
			if (teller === name) return;
			for (const fact of facts.split(',')) if (fact) heard.add(Number(fact));
			hear(things);
		},
		() => hear(null),
	);

	async function tellAll(): Promise<void> {
		while (waiting.length) {
			const batch = waiting;
			waiting = [];
			try {
				for (const payload of payloads(batch.map(({ told }) => told)))
					await sql`select pg_notify(${channel}, ${`${name} ${payload}`})`;
			} catch {
				// The database is away: whoever listens finds the facts in the table when it is back.
			}
			for (const { done } of batch) done();
		}
		telling = null;
	}

	// Numbers are given before commits: a fact below the newest one may still appear, so one look's facts are read twice.
	let [{ settled }] = (await sql`select coalesce(max(id), 0)::bigint as settled from platform.event`) as unknown as [
		{ settled: number },
	];
	let newest = settled;
	let looking: Promise<void> | null = null;
	async function look(): Promise<void> {
		const rows = await sql<
			{ id: number; things: string[] }[]
		>`select id, things from platform.event where id > ${settled} order by id limit 10000`;
		const missed = rows.filter((row) => !heard.has(row.id));
		for (const row of rows) heard.add(row.id);
		if (missed.length) hear(missed.flatMap((row) => row.things));
		for (const id of heard) if (id <= settled) heard.delete(id);
		settled = newest;
		newest = rows.at(-1)?.id ?? newest;
	}
	const timer = setInterval(() => {
		looking ??= look()
			.catch(() => undefined)
			.finally(() => (looking = null));
	}, lookEvery);
	timer.unref();

	return {
		tell(told) {
			for (const fact of told.facts) heard.add(fact);
			return new Promise((done) => {
				waiting.push({ told, done });
				telling ??= tellAll();
			});
		},
		async stop() {
			clearInterval(timer);
			await looking;
			await telling;
			await listening.unlisten();
		},
	};
}

/** Tells every process that has a site open what changed in it, from outside of it. */
export async function tellOf(sql: Sql, things: readonly string[]): Promise<void> {
	for (const payload of payloads([{ facts: [], things }]))
		await sql`select pg_notify(${channel}, ${`outside ${payload}`})`;
}

/** Tellings as few payloads: numbers of facts, then what they are about. */
function payloads(all: readonly Told[]): string[] {
	const facts = all.flatMap((told) => told.facts);
	const things = [...new Set(all.flatMap((told) => told.things))];
	const made: string[] = [];
	let payload = '';
	for (const fact of facts) {
		if (payload.length > longestPayload) {
			made.push(payload.slice(0, -1));
			payload = '';
		}
		payload += `${fact},`;
	}
	payload = payload.slice(0, -1);
	for (const thing of things) {
		if (Buffer.byteLength(payload) + Buffer.byteLength(thing) > longestPayload) {
			made.push(payload);
			payload = '';
		}
		payload += ` ${thing}`;
	}
	return [...made, payload];
}
