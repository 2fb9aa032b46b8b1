import { sql } from 'kysely';
import { memberOf } from '#platform/actor.ts';
import type { Ctx, Fact, RecordedFact } from '#platform/context/context.ts';
import { withCommit } from '#platform/database/dialect.ts';
import type { Job, JobOptions } from '#platform/job/job.ts';
import { enqueue, type QueuedJob } from '#platform/job/enqueue.ts';
import { queueNames, queueOf, type QueueName } from '#platform/job/queue.ts';
import { queuedReactions } from '#platform/job/react.ts';
import { reactionsTo } from '#platform/job/registry.ts';

/** What is told when jobs were queued: it wakes the workers of that queue. */
export const workThing = (queue: QueueName): string => `*${queue}`;

/** What a command has promised so far. */
export interface Work {
	facts: Fact[];
	jobs: { job: Job; data: object; options: JobOptions }[];
	after: (() => void | Promise<void>)[];
}

/**
 * Writes the facts and queues the jobs that react to them with the commit of the running transaction: the queue is the
 * outbox, and everything vanishes on rollback. Every process is told after the commit.
 */
export async function commitWork(ctx: Ctx, work: Work): Promise<void> {
	if (!work.facts.length && !work.jobs.length) return;
	const actor = memberOf(ctx.actor);
	const facts: RecordedFact[] = work.facts.map((fact) => ({
		name: fact.name,
		about: typeof fact.about === 'string' ? fact.about : (fact.about[0] ?? ''),
		actor: fact.unsigned ? null : actor,
		data: fact.data ?? {},
		occurred: ctx.now.toISOString(),
	}));
	const queued: QueuedJob[] = [
		...facts.flatMap((fact) =>
			queuedReactions(reactionsTo(ctx.site, fact.name), fact).map((queued) => ({ ...queued, options: {} })),
		),
		...work.jobs,
	];
	const things = queueNames.filter((name) => queued.some(({ job }) => queueOf(job) === name)).map(workThing);
	let written: () => readonly { id: number }[] = () => [];
	if (facts.length) {
		const rows = facts.map((fact, index) => ({ ...fact, things: [work.facts[index]?.about ?? []].flat() }));
		const insert = sql<{ id: number }>`
			insert into platform.event (name, about, things, actor, data, occurred)
			select fact->>'name', fact->>'about', array(select jsonb_array_elements_text(fact->'things')),
				(fact->>'actor')::bigint, fact->'data', (fact->>'occurred')::timestamptz
			from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) as fact
			returning id`.compile(ctx.db);
		written = await withCommit(ctx.db, insert);
		things.push(...new Set(rows.flatMap((row) => row.things)));
	}
	if (queued.length) await enqueue(ctx, queued);
	work.after.unshift(() => ctx.site.changed({ facts: written().map((row) => row.id), things }));
}
