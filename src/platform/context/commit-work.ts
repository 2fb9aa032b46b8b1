import { sql } from 'kysely';
import type { Ctx, Fact, RecordedFact } from '#platform/context/context.ts';
import type { Job, JobOptions } from '#platform/job/job.ts';
import { enqueue, type QueuedJob } from '#platform/job/enqueue.ts';
import { reactionsTo } from '#platform/job/registry.ts';

/** What a command has promised so far. */
export interface Work {
	facts: Fact[];
	jobs: { job: Job; data: object; options: JobOptions }[];
	after: (() => void | Promise<void>)[];
}

/** The NOTIFY channel on which every process of a site hears what changed. */
export const changeChannel = 'homecourt_change';

/**
 * Writes the facts, queues the jobs that react to them and tells every process what changed, all inside the running
 * transaction: the queue is the outbox, and everything vanishes on rollback.
 */
export async function commitWork(ctx: Ctx, work: Work): Promise<void> {
	if (!work.facts.length && !work.jobs.length) return;
	const actor = ctx.actor.kind === 'member' ? ctx.actor.member : null;
	const facts: RecordedFact[] = work.facts.map((fact) => ({
		name: fact.name,
		about: typeof fact.about === 'string' ? fact.about : (fact.about[0] ?? ''),
		actor,
		data: fact.data ?? {},
		occurred: ctx.now.toISOString(),
	}));
	const queued: QueuedJob[] = [
		...facts.flatMap((fact) => reactionsTo(ctx.site, fact.name).map((job) => ({ job, data: fact, options: {} }))),
		...work.jobs,
	];
	if (facts.length) {
		const things = [...new Set(work.facts.flatMap((fact) => fact.about))];
		// One statement: the rows and the notification travel together.
		await sql`
			with written as (
				insert into platform.event (name, about, actor, data, occurred)
				select fact->>'name', fact->>'about', (fact->>'actor')::bigint, fact->'data', (fact->>'occurred')::timestamptz
				from jsonb_array_elements(${JSON.stringify(facts)}::text::jsonb) as fact
			)
			select pg_notify(${changeChannel}, ${things.join(' ')})
		`.execute(ctx.db);
		work.after.unshift(() => ctx.site.changed(things));
	}
	if (queued.length) await enqueue(ctx, queued);
}
