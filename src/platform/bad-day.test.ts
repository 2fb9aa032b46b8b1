import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { badDay } from '#platform/bad-day.ts';
import { openDatabase, openSql, type Server, type Sql } from '#platform/database/connect.ts';
import { randomToken } from '#platform/token.ts';

/** A port where nobody listens: it was free a moment ago. */
let closed: number;
beforeAll(async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	closed = (server.address() as AddressInfo).port;
	await new Promise((resolve) => server.close(resolve));
});
const opened: Sql[] = [];
afterAll(() => Promise.all(opened.map((sql) => sql.end({ timeout: 1 }))));

const nobody = { user: 'nobody', maintenance: 'postgres' };
const away = { code: 'database.away', status: 503 };
const open = (server: Server): Sql => {
	const sql = openSql(server, 'nothing', { connections: 1 });
	opened.push(sql);
	return sql;
};
const troubleOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => null, badDay);

it('a database that is not there is a bad day, by its port and by its socket, asked alone and in a transaction', async () => {
	for (const host of ['127.0.0.1', tmpdir()]) {
		const sql = open({ ...nobody, host, port: closed });
		expect(await troubleOf(sql`select 1`)).toMatchObject(away);
		const db = openDatabase(sql);
		const inside = db.transaction().execute((trx) => trx.selectNoFrom((eb) => eb.lit(1).as('one')).execute());
		const error: unknown = await inside.then(
			() => null,
			(thrown: unknown) => thrown,
		);
		expect(badDay(error)).toMatchObject(away);
		// It is the driver's own word, with nothing made up beside it; the same word of another connection is none of the database's.
		expect(error).not.toHaveProperty('query');
		if (host === '127.0.0.1') {
			const elsewhere = Object.assign(new Error(), error);
			expect(badDay(elsewhere)).toBe(elsewhere);
		}
	}
});

it('a connection that the server ends is one, too', async () => {
	const server = inject('server');
	const sql = open({ ...server, host: server.host });
	await expect(sql`select 1`).rejects.toThrow();
	const one = openSql(server, server.maintenance, { connections: 1 });
	opened.push(one);
	expect(await troubleOf(one`select pg_terminate_backend(pg_backend_pid())`)).toMatchObject(away);
});

it('what else cannot be reached, and whatever is a fault, stays what it is', async () => {
	const refused = await fetch(`http://127.0.0.1:${closed}`).then(
		() => null,
		(error: unknown) => (error as Error).cause,
	);
	expect(badDay(refused)).toBe(refused);
	const missing = Object.assign(new Error('no such file'), { code: 'ENOENT', path: `/nowhere/${randomToken(4)}` });
	expect(badDay(missing)).toBe(missing);
	expect(badDay(undefined)).toBe(undefined);
	const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
	expect(badDay(full)).toMatchObject({ code: 'storage.full', status: 503 });
});
