/**
 * Kysely on the driver `postgres`, with fewer waits for a transaction: BEGIN travels with its first statement, and what
 * was handed to `withCommit` travels with COMMIT. A command of five statements waits three times instead of seven; on
 * a machine whose cores are shared with the database, waits and wake-ups are what a short transaction costs.
 */
import type { CompiledQuery } from 'kysely';
import {
	PostgresAdapter,
	PostgresIntrospector,
	PostgresQueryCompiler,
	type DatabaseConnection,
	type Dialect,
	type Driver,
	type QueryResult,
	type TransactionSettings,
} from 'kysely';
import type { ReservedSql } from 'postgres';
import type { Database, Sql } from '#platform/database/connect.ts';
import { noteUnconnected } from '#platform/database/unconnected.ts';

/** Marks a statement whose place is right before COMMIT, and takes its rows. */
const atCommit = Symbol('at commit');
type Statement = CompiledQuery & { [atCommit]?: (rows: readonly unknown[]) => void };

/**
 * Hands a statement to the commit of the transaction that `db` is: both are sent together and nobody waits in between.
 * Returns a function that gives its rows once the commit is done. When the statement fails, the transaction is rolled
 * back and throws its error.
 */
export async function withCommit<R>(db: Database, statement: CompiledQuery): Promise<() => readonly R[]> {
	let taken: readonly R[] = [];
	const last: Statement = { ...statement, [atCommit]: (rows) => void (taken = rows as readonly R[]) };
	await db.executeQuery(last);
	return () => taken;
}

/** The driver's own connection: it tells when it is closed. */
interface Wire {
	onclose: ((why: unknown) => void) | null;
}

/** The pool, and during a transaction the one connection of it that the transaction has. */
class Connection implements DatabaseConnection {
	readonly #pool: Sql;
	#reserved: ReservedSql | null = null;
	#wire: Wire | null = null;
	/** Why the connection was closed under the transaction. */
	#lost: Error | null = null;
	/** BEGIN on its way; what is sent after it fails with it. */
	#begun: Promise<unknown> | null = null;
	#last: Statement[] = [];

	constructor(pool: Sql) {
		this.#pool = pool;
	}

	async executeQuery<R>(statement: Statement): Promise<QueryResult<R>> {
		if (statement[atCommit]) {
			this.#last.push(statement);
			return { rows: [] };
		}
		const result = await this.#send(statement.sql, statement.parameters);
		return {
			rows: Array.from(result) as R[],
			...(changing.has(result.command) ? { numAffectedRows: BigInt(result.count) } : {}),
		};
	}

	async begin(text: string): Promise<void> {
		this.#reserved = (await this.#pool.reserve().catch(noteUnconnected)) as unknown as ReservedSql;
		// The driver neither fails nor answers what is sent over a reserved connection that was closed; we listen ourselves.
		const onexecute = (wire: Wire): boolean => {
			this.#wire = wire;
			wire.onclose = () => (this.#lost = new Error('The database closed the connection of a transaction'));
			return true;
		};
		this.#begun = this.#send(text, [], { onexecute });
	}

	async commit(): Promise<void> {
		const last = this.#last;
		this.#last = [];
		const written = last.map(({ sql, parameters }) => this.#send(sql, parameters));
		const commit = this.#send('commit');
		await this.#begun;
		for (const [index, rows] of (await settle(written)).entries()) last[index]?.[atCommit]?.(rows);
		// PostgreSQL answers COMMIT with ROLLBACK when a statement before it failed and nobody said so.
		if ((await commit).command === 'ROLLBACK') throw new Error('A statement of this transaction failed unnoticed');
	}

	async rollback(): Promise<void> {
		this.#last = [];
		if (!this.#lost) await this.#send('rollback');
	}

	release(): void {
		if (this.#wire) this.#wire.onclose = null;
		// A closed connection is back in the pool already, to be opened again.
		if (!this.#lost) this.#reserved?.release();
		this.#reserved = null;
	}

	/** Puts a statement on the wire, behind those that were sent before it. The promise may fail unobserved. */
	#send(text: string, parameters: readonly unknown[] = [], options: object = {}) {
		if (this.#lost) throw this.#lost;
		const by = this.#reserved ?? this.#pool;
		const sent = by.unsafe(text, [...parameters] as never[], { prepare: true, ...options }).execute();
		sent.catch(() => undefined);
		return sent;
	}

	// eslint-disable-next-line require-yield -- the interface wants a generator
	async *streamQuery(): AsyncIterableIterator<never> {
		throw new Error('Streams of rows are read with the driver itself: ctx.sql`…`.cursor()');
	}
}

const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

class PoolDriver implements Driver {
	readonly #pool: Sql;

	constructor(pool: Sql) {
		this.#pool = pool;
	}

	async init(): Promise<void> {}

	async acquireConnection(): Promise<Connection> {
		return new Connection(this.#pool);
	}

	async beginTransaction(connection: Connection, { isolationLevel, accessMode }: TransactionSettings): Promise<void> {
		const level = isolationLevel ? ` isolation level ${isolationLevel}` : '';
		await connection.begin(`begin${level}${accessMode ? ` ${accessMode}` : ''}`);
	}

	commitTransaction = (connection: Connection): Promise<void> => connection.commit();
	rollbackTransaction = (connection: Connection): Promise<void> => connection.rollback();

	async releaseConnection(connection: Connection): Promise<void> {
		connection.release();
	}

	async destroy(): Promise<void> {
		await this.#pool.end({ timeout: 5 });
	}
}

/** Waits for all, then throws what the first one that failed said. */
async function settle<T>(all: readonly PromiseLike<T>[]): Promise<T[]> {
	const outcomes = await Promise.allSettled(all);
	return outcomes.map((outcome) => {
		if (outcome.status === 'rejected') throw outcome.reason;
		return outcome.value;
	});
}

/** The dialect over a pool. */
export const postgresDialect = (pool: Sql): Dialect => ({
	createAdapter: () => new PostgresAdapter(),
	createDriver: () => new PoolDriver(pool),
	createIntrospector: (db) => new PostgresIntrospector(db),
	createQueryCompiler: () => new PostgresQueryCompiler(),
});
