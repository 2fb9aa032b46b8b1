import { hostname } from 'node:os';
import { randomToken } from '#platform/token.ts';

/** A name for whoever works on something long: the machine, the process, and which of its works. */
export const workerName = (): string => `${hostname()} ${process.pid} ${randomToken(8)}`;

/**
 * True for work whose process is known to be gone: it fell silent for so many milliseconds, or ran on this machine and
 * does so no more.
 */
export function wasLeft(work: { worker: string | null; seen: Date }, now: Date, silence: number): boolean {
	if (work.seen.getTime() < now.getTime() - silence) return true;
	const [machine, number] = work.worker?.split(' ') ?? [];
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
