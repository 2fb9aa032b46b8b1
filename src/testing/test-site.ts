import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import { productJobs, productMigrations } from '#app/product.ts';
import { system, visitor, type Actor } from '#platform/actor.ts';
import { handClock } from '#platform/clock.ts';
import type { Ctx } from '#platform/context/context.ts';
import { createDatabase, dropDatabase } from '#platform/installation/control.ts';
import { openSite, type OpenSite } from '#platform/installation/open-site.ts';
import type { Envelope } from '#platform/job/queue.ts';
import { silent } from '#platform/log.ts';
import { readSettings } from '#platform/settings.ts';
import { randomToken } from '#platform/token.ts';

/** A site of its own for one test file: a clone of the migrated template, with a clock moved by hand. */
export interface TestSite {
	site: OpenSite;
	clock: ReturnType<typeof handClock>;
	/** A context for this actor, at the clock's time. Default: a visitor. */
	as(actor?: Actor): Ctx;
	system(): Ctx;
	/** Runs every job that waits, and those that they queue, in order. Returns their names. Throws what a job throws. */
	runJobs(): Promise<string[]>;
	/** The same site as another process has it open. Close it before this one. */
	beside(): Promise<OpenSite>;
	close(): Promise<void>;
}

/** Opens a fresh site. Close it in `afterAll`. */
export async function testSite(environment: Record<string, string> = {}): Promise<TestSite> {
	const server = inject('server');
	const database = `test_${randomToken(10)}`;
	await createDatabase(server, database, inject('template'));
	const data = mkdtempSync(path.join(tmpdir(), 'homecourt-site-'));
	const clock = handClock(new Date('2026-11-24T02:00:00Z'));
	const open = (): Promise<OpenSite> =>
		openSite(
			{
				settings: readSettings({ HOMECOURT_DATA: data, ...environment }),
				log: silent,
				clock: clock.now,
				jobs: productJobs,
				migrations: productMigrations(),
				worker: false,
				connections: 2,
			},
			server,
			{ name: 'test', database, hosts: ['localhost'] },
			Buffer.alloc(32, 7),
			// A site by itself: whoever asks for its hosts brings a control database.
			null as never,
		);
	const site = await open();
	const as = (actor: Actor = visitor): Ctx => site.context({ actor, locale: 'zh-TW' });
	return {
		site,
		clock,
		as,
		system: () => as(system),
		async runJobs() {
			const done: string[] = [];
			for (;;) {
				const waiting = await site.sql<{ id: string; data: Envelope }[]>`
					delete from job.job where id in (
						select id from job.job where name in ('work', 'patient', 'punctual') and state < 'active' and start_after <= now() order by created_on limit 50
					) returning id, data`;
				if (!waiting.length) return done;
				for (const { data } of waiting) {
					await productJobs.byName.get(data.job)?.run(as(system), data.data);
					done.push(...((data.data as { reactions?: string[] }).reactions ?? [data.job]));
				}
			}
		},
		beside: open,
		async close() {
			await site.close();
			await dropDatabase(server, database);
			rmSync(data, { recursive: true, force: true });
		},
	};
}
