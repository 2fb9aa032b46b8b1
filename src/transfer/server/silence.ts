import { wasLeft as leftFor } from '#platform/worker-name.ts';

export { workerName } from '#platform/worker-name.ts';

/** Milliseconds after which a run of which nothing was heard counts as left by a process that died; a batch is shorter. */
const silence = 180_000;

/** True for a run whose process is known to be gone. */
export const wasLeft = (run: { worker: string | null; seen: Date }, now: Date): boolean => leftFor(run, now, silence);
