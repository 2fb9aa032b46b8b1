import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, elsewhere, end } from '#platform/database/embedded/embedded-fixture.ts';
import { mayReach } from '#platform/database/embedded/may-reach.ts';
import { reachableBinaries } from '#platform/database/embedded/reachable-binaries.ts';
import { startEmbedded } from '#platform/database/embedded/start-embedded.ts';
import { silent } from '#platform/log.ts';

const home = mkdtempSync(path.join(tmpdir(), 'homecourt-embedded-'));
const nobody = { uid: 65534, gid: 65534 };
const root = process.getuid?.() === 0;
/** False in a checkout in root's own home: there nobody else can run anything. */
const open = [path.dirname(process.execPath), import.meta.dirname].every((place) => mayReach(place, nobody));

beforeAll(() => chmodSync(home, 0o755));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('accounts and closed folders', () => {
	it('works in a folder that other accounts cannot enter, with a path too long for a socket', async () => {
		const closed = path.join(home, 'closed');
		mkdirSync(closed, { mode: 0o700 });
		const long = path.join(closed, '很長的名字'.repeat(4), 'x'.repeat(60));
		const embedded = await startEmbedded({ folder: long, log: silent });
		expect(Buffer.byteLength(embedded.socket)).toBeLessThan(80);
		expect(await ask(embedded, async (sql) => (await sql`select 1 as one`)[0])).toEqual({ one: 1 });
		await ask(embedded, (sql) => sql`create database site`);
		await ask(embedded, (sql) => sql`create extension citext`);
		await embedded.stop();
		rmSync(embedded.socket);
	});

	// Only root can become somebody else.
	if (root && open) {
		it('runs as an ordinary user, and root then goes on as that user', async () => {
			const own = path.join(home, 'own');
			mkdirSync(own);
			chownSync(own, nobody.uid, nobody.gid);
			const on = path.join(own, 'data', 'database');
			const { child, socket } = await elsewhere(on, nobody);
			expect(await ask({ socket, user: 'homecourt' }, async (sql) => (await sql`select 1 as one`)[0])).toEqual({
				one: 1,
			});
			await end(child, 'SIGTERM');
			const embedded = await startEmbedded({ folder: on, log: silent });
			await embedded.stop();
			const foreign = spawnSync('find', [own, '!', '-uid', '65534'], { encoding: 'utf8' }).stdout;
			expect(foreign).toBe('');
			const { child: again } = await elsewhere(on, nobody);
			await end(again, 'SIGTERM');
		});
	}

	if (root) {
		it('runs PostgreSQL from a place that its account can reach when the checkout is closed', () => {
			const closed = path.join(home, 'checkout');
			const native = path.join(closed, 'native');
			for (const sub of ['bin', 'lib/postgresql', 'share/postgresql'])
				mkdirSync(path.join(native, sub), { recursive: true });
			for (const file of ['bin/postgres', 'lib/libpq.so.5.18', 'share/postgresql/postgres.bki']) {
				writeFileSync(path.join(native, file), file, { mode: file.startsWith('bin') ? 0o755 : 0o600 });
			}
			symlinkSync('libpq.so.5.18', path.join(native, 'lib', 'libpq.so.5'));
			const binaries = { folder: native, version: '1.0.0', major: '1' };
			expect(reachableBinaries(binaries, null)).toBe(native);
			expect(reachableBinaries(binaries, nobody)).toBe(native);
			chmodSync(closed, 0o700);
			const place = reachableBinaries(binaries, nobody);
			try {
				expect(place).not.toBe(native);
				const read = spawnSync('cat', ['bin/postgres', 'lib/libpq.so.5'], { cwd: place, encoding: 'utf8', ...nobody });
				expect(read.stdout).toBe('bin/postgreslib/libpq.so.5.18');
				expect(reachableBinaries(binaries, nobody)).toBe(place);
				// A new version takes the place of the old one.
				const next = reachableBinaries({ ...binaries, version: '1.0.1' }, nobody);
				expect([existsSync(next), existsSync(place)]).toEqual([true, false]);
				rmSync(next, { recursive: true });
			} finally {
				rmSync(place, { recursive: true, force: true });
			}
		});
	}
});
