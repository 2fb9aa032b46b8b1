import { hostname } from 'node:os';
import { randomToken } from '#platform/token.ts';

/** Milliseconds after which a run of which nothing was heard counts as left by a process that died; a batch is shorter. */
const silence = 180_000;

/** A name for whoever works on a run: the machine, the process, and which of its runs. */
export const workerName = (): string => `${hostname()} ${process.pid} ${randomToken(8)}`;

/** True for a run whose process is known to be gone: it fell silent, or ran on this machine and does so no more. */
export function wasLeft(run: { worker: string | null; seen: Date }, now: Date): boolean {
	if (run.seen.getTime() < now.getTime() - silence) return true;
	const [machine, number] = run.worker?.split(' ') ?? [];
	return machine === hostname() && Number(number) > 0 && !lives(Number(number));
}

function lives(number: number): boolean {
	try {
		process.kill(number, 0);
		return true;
	} catch (error) {
		// A process of another account may not be asked, but is there.
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
