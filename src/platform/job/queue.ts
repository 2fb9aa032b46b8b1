import { PgBoss, type ConstructorOptions } from 'pg-boss';
import type { Sql } from '#platform/database/connect.ts';
import type { Job } from '#platform/job/job.ts';
import type { Log } from '#platform/log.ts';

/**
 * Three queues carry every job of a site, so that a sign-in code does not wait behind a hundred pictures: `work`, `patient`
 * for what takes long or asks strangers, and `punctual` for what is to leave at its moment. The job's name travels in
 * its data.
 */
export const queueNames = ['work', 'patient', 'punctual'] as const;
export type QueueName = (typeof queueNames)[number];

export const queueOf = ({ plan }: Job): QueueName => (plan.punctual ? 'punctual' : plan.patient ? 'patient' : 'work');

/** What lies in the queue. */
export interface Envelope {
	job: string;
	data: object;
}

/** pg-boss on our own driver, so that a site needs one pool only. */
function onOurDriver(sql: Sql): NonNullable<ConstructorOptions['db']> {
	return {
		async executeSql(text, values) {
			if (values?.length) return { rows: [...(await sql.unsafe(text, values as never[]))] };
			// Text without values may be a whole transaction, which needs a connection to itself; several statements come
			// back as a list of lists, and pg-boss wants their rows in a row.
			const connection = await sql.reserve();
			try {
				return { rows: [...(await connection.unsafe(text))].flat() };
			} finally {
				connection.release();
			}
		},
	};
}

/**
 * Opens the site's queue. Every process may put jobs in; only a worker supervises, schedules and takes them out.
 * The schema is created by `createQueue` when the site is.
 */
export async function openQueue(sql: Sql, log: Log, worker: boolean): Promise<PgBoss> {
	const boss = new PgBoss({
		db: onOurDriver(sql),
		schema: 'job',
		migrate: false,
		supervise: worker,
		schedule: worker,
	});
	boss.on('error', (error) => log.error('queue', { error }));
	boss.on('warning', (warning) => log.debug('queue warning', { warning: warning.message }));
	await boss.start();
	return boss;
}

/** Creates the queue's own tables in a site's database unless they are there. Safe to run at every start. */
export async function createQueue(sql: Sql): Promise<void> {
	const [{ there }] = (await sql`select to_regclass('job.queue') is not null as there`) as unknown as [
		{ there: boolean },
	];
	const known = there ? (await sql<{ name: string }[]>`select name from job.queue`).map(({ name }) => name) : [];
	const missing = queueNames.filter((name) => !known.includes(name));
	if (!missing.length) return;
	const boss = new PgBoss({ db: onOurDriver(sql), schema: 'job', supervise: false, schedule: false });
	const broken: Error[] = [];
	boss.on('error', (error) => void broken.push(error as Error));
	await boss.start();
	for (const name of missing)
		await boss.createQueue(name, { retentionSeconds: 14 * 86_400, deleteAfterSeconds: 3 * 86_400 } as never);
	await boss.stop({ graceful: false });
	if (broken[0]) throw broken[0];
}
