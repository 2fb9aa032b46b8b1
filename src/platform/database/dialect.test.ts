import { CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDatabase, openSql, type Database, type Sql } from '#platform/database/connect.ts';
import { withCommit } from '#platform/database/dialect.ts';
import { createDatabase, dropDatabase } from '#platform/installation/control.ts';
import { randomToken } from '#platform/token.ts';

const name = `test_${randomToken(10)}`;
let pool: Sql;
let db: Database;
beforeAll(async () => {
	await createDatabase(inject('server'), name);
	pool = openSql(inject('server'), name, { connections: 2 });
	db = openDatabase(pool);
	await pool`create table line (id int primary key, text text not null)`;
});
afterAll(async () => {
	await pool.end();
	await dropDatabase(inject('server'), name);
});

const insert = (id: number, text: string | null): CompiledQuery =>
	CompiledQuery.raw('insert into line (id, text) values ($1, $2) returning id', [id, text]);
const ids = async () => (await pool<{ id: number }[]>`select id from line order by id`).map((row) => row.id);

describe('a transaction', () => {
	it('commits what was handed to its commit, in order, and gives its rows afterwards', async () => {
		const rows = await db.transaction().execute(async (inside) => {
			await sql`insert into line (id, text) values (1, 'at once')`.execute(inside);
			const one = await withCommit<{ id: number }>(inside, insert(2, 'last'));
			const two = await withCommit<{ id: number }>(
				inside,
				CompiledQuery.raw('update line set id = 3 where id = 2 returning id'),
			);
			expect(one()).toEqual([]);
			return { one, two };
		});
		expect([rows.one(), rows.two()]).toMatchObject([[{ id: 2 }], [{ id: 3 }]]);
		expect(await ids()).toEqual([1, 3]);
	});

	it("leaves nothing when a statement at its commit fails, and throws that statement's error", async () => {
		const tried = db.transaction().execute(async (inside) => {
			await sql`insert into line (id, text) values (10, 'at once')`.execute(inside);
			await withCommit(inside, insert(11, 'fine'));
			await withCommit(inside, insert(12, null));
			await withCommit(inside, insert(13, 'after the failure'));
		});
		await expect(tried).rejects.toMatchObject({ code: '23502' });
		expect(await ids()).toEqual([1, 3]);
	});

	it('drops what was handed to a commit that never comes', async () => {
		const tried = db.transaction().execute(async (inside) => {
			await withCommit(inside, insert(20, 'never'));
			throw new Error('changed my mind');
		});
		await expect(tried).rejects.toThrow('changed my mind');
		await db.transaction().execute(async (inside) => void (await sql`select 1`.execute(inside)));
		expect(await ids()).toEqual([1, 3]);
	});

	it('throws when a failure inside was swallowed, since nothing was kept', async () => {
		const tried = db.transaction().execute(async (inside) => {
			await sql`insert into line (id, text) values (30, 'lost with the rest')`.execute(inside);
			await sql`insert into line (id, text) values (1, 'taken')`.execute(inside).catch(() => undefined);
		});
		await expect(tried).rejects.toThrow('failed unnoticed');
		expect(await ids()).toEqual([1, 3]);
	});

	it('fails when the database closes its connection between two statements, and the pool goes on', async () => {
		const tried = db.transaction().execute(async (inside) => {
			const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(inside);
			await pool`select pg_terminate_backend(${rows[0]?.pid ?? 0}, 5000)`;
			await new Promise<void>((resolve) => setTimeout(resolve, 50));
			await sql`insert into line (id, text) values (40, 'into the void')`.execute(inside);
		});
		await expect(tried).rejects.toThrow('closed the connection');
		await db.transaction().execute(async (inside) => void (await withCommit(inside, insert(41, 'the next one'))));
		await db.transaction().execute(async (inside) => void (await withCommit(inside, insert(42, 'and the one after'))));
		expect(await ids()).toEqual([1, 3, 41, 42]);
	});

	it('runs many at once over few connections without mixing them up', async () => {
		await Promise.all(
			Array.from({ length: 60 }, (_, index) =>
				db
					.transaction()
					.execute(async (inside) => {
						await sql`select ${index}::int`.execute(inside);
						await withCommit(inside, insert(100 + index, index % 3 ? 'kept' : null));
					})
					.then(
						() => expect(index % 3).not.toBe(0),
						() => expect(index % 3).toBe(0),
					),
			),
		);
		expect(await ids()).toEqual([
			1,
			3,
			41,
			42,
			...Array.from({ length: 60 }, (_, index) => 100 + index).filter((id) => (id - 100) % 3),
		]);
	});
});
