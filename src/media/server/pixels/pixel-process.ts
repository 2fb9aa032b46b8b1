import { fork, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { Problem } from '#platform/problem.ts';
import type { PixelAnswers, PixelCall, PixelReply, PixelTask } from '#media/server/pixels/task.ts';

/** Milliseconds that the process stays without work, and that one task may take. */
const patience = { idle: 10_000, task: 90_000 };

interface Waiting {
	call: PixelCall;
	soon: boolean;
	resolve(answer: unknown): void;
	reject(error: Error): void;
}

let child: ChildProcess | null = null;
let running: Waiting | null = null;
let waiting: Waiting[] = [];
let numbers = 0;
let timer: NodeJS.Timeout | null = null;

/**
 * Has work on pixels done in a process of its own, at a low priority of the processor and one task at a time; it comes
 * when it is needed and goes when it is not. `soon`: somebody waits for it, so that it goes before what nobody waits for.
 * Throws the Problem of the task; `picture.broken` (422) where a file brought the process down or took too long.
 */
export function workOnPixels<T extends PixelTask>(task: T, { soon = false } = {}): Promise<PixelAnswers[T['kind']]> {
	return new Promise((resolve, reject) => {
		const call: PixelCall = { number: ++numbers, task };
		waiting.push({ call, soon, resolve: resolve as (answer: unknown) => void, reject });
		next();
	});
}

function next(): void {
	if (running) return;
	running = waiting.find(({ soon }) => soon) ?? waiting[0] ?? null;
	if (timer) clearTimeout(timer);
	if (!running) {
		// Whoever has nothing else to do may end.
		child?.unref();
		child?.channel?.unref();
		timer = setTimeout(dismiss, patience.idle).unref();
		return;
	}
	waiting = waiting.filter((one) => one !== running);
	child ??= start();
	child.ref();
	child.channel?.ref();
	timer = setTimeout(() => child?.kill('SIGKILL'), patience.task);
	child.send(running.call);
}

function start(): ChildProcess {
	const started = fork(path.join(import.meta.dirname, 'child.ts'), [], {
		execArgv: ['--max-semi-space-size=2'],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
	if (started.pid) {
		try {
			setPriority(started.pid, constants.priority.PRIORITY_LOW);
		} catch {
			// It has just ended, or this system knows no priorities.
		}
	}
	// The file that was worked on may be what brought it down: it is refused, and the next one gets a fresh process.
	const gone = (): void => {
		if (child !== started) return;
		child = null;
		finish({ number: running?.call.number ?? 0, problem: { code: 'picture.broken', status: 422, details: {} } });
	};
	started.on('message', (message: PixelReply) => finish(message));
	started.once('exit', gone);
	started.once('error', gone);
	return started;
}

function dismiss(): void {
	const idle = child;
	child = null;
	idle?.disconnect();
}

function finish(message: PixelReply): void {
	const done = running;
	if (!done || done.call.number !== message.number) return;
	running = null;
	if ('answer' in message) done.resolve(message.answer);
	else if ('problem' in message) {
		const { code, status, details } = message.problem;
		done.reject(new Problem(code, status, details));
	} else done.reject(new Error(`Work on pixels failed: ${message.bug}`));
	next();
}
