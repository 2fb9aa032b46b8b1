import { Kysely } from 'kysely';
import postgres from 'postgres';
import { postgresDialect } from '#platform/database/dialect.ts';
import type { Tables } from '#platform/database/tables.ts';

export type Sql = postgres.Sql<{ bigint: number }>;
/** A transaction on one of its connections. */
export type Transaction = postgres.TransactionSql<{ bigint: number }>;
export type Database = Kysely<Tables>;

/** How a connection is encrypted, and how much of the server's certificate is looked at. */
export interface Tls {
	/** `host`: its chain and its name; `chain`: who signed it; `nothing`: encrypted, with whoever answers. */
	verify: 'host' | 'chain' | 'nothing';
	/** PEM of the only ones who may have signed it. Unset: those that Node.js trusts. */
	root?: string;
}

/** Where a PostgreSQL server is and who we are there. `host` is a folder for a Unix socket. */
export interface Server {
	host: string;
	port: number;
	user: string;
	password?: string;
	/** Unset: as the network carries it. */
	tls?: Tls;
	/** A database that is always there, to create others from. */
	maintenance: string;
}

/** What a pool may be asked for. */
export interface PoolOptions {
	connections?: number;
	/** Commits do not wait for the disk: a crash of the machine may lose the newest of them, never one out of order. */
	unhurried?: boolean;
}

/**
 * A small pool to one database. Few connections are faster than many here: the driver pipelines. `int8` arrives as a
 * number: our identities and amounts stay far below 2^53.
 */
export function openSql(server: Server, database: string, { connections = 4, unhurried }: PoolOptions = {}): Sql {
	return postgres({
		...(server.host.startsWith('/')
			? { path: `${server.host}/.s.PGSQL.${server.port}`, host: 'localhost' }
			: { host: server.host, port: server.port }),
		user: server.user,
		...(server.password ? { password: server.password } : {}),
		ssl: server.tls ? certificateCheck(server.tls, server.host) : false,
		database,
		max: connections,
		idle_timeout: 30,
		// A connection that was closed while something was on its way to it needs several tries (postgres 3.4.9): short ones.
		connect_timeout: 5,
		max_lifetime: null,
		onnotice: () => undefined,
		connection: { application_name: 'homecourt', ...(unhurried ? { synchronous_commit: 'off' } : {}) },
		types: {
			bigint: { to: 20, from: [20], serialize: String, parse: Number },
		},
	}) as unknown as Sql;
}

/** Written out: of the driver's own words, `require` looks at nothing, and none looks at the chain alone. */
const certificateCheck = ({ verify, root }: Tls, host: string) => ({
	rejectUnauthorized: verify !== 'nothing',
	// The name that is looked for when the host is an address, for which no name is sent.
	host,
	...(root ? { ca: root } : {}),
	...(verify === 'chain' ? { checkServerIdentity: () => undefined } : {}),
});

/** The query builder over a pool. Closing it closes the pool. */
export function openDatabase(sql: Sql): Database {
	return new Kysely<Tables>({ dialect: postgresDialect(sql) });
}
