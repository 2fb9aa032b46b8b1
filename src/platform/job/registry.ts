import type { SiteHandle } from '#platform/context/context.ts';
import type { Job } from '#platform/job/job.ts';

/** All jobs of the product, by name and by the facts that queue them. Made once by the composition root. */
export interface JobRegistry {
	byName: ReadonlyMap<string, Job>;
	byFact: ReadonlyMap<string, readonly Job[]>;
}

/** A registry of these jobs. Throws when two share a name. */
export function jobRegistry(jobs: readonly Job[]): JobRegistry {
	const byName = new Map<string, Job>();
	const byFact = new Map<string, Job[]>();
	for (const job of jobs) {
		if (byName.has(job.name)) throw new Error(`Two jobs are called ${job.name}`);
		byName.set(job.name, job);
		for (const fact of job.plan.on ?? []) byFact.set(fact, [...(byFact.get(fact) ?? []), job]);
	}
	return { byName, byFact };
}

/** The jobs that a fact queues on a site. */
export const reactionsTo = (site: SiteHandle, fact: string): readonly Job[] => site.jobs.byFact.get(fact) ?? [];
