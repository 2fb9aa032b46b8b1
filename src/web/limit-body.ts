import type { RequestEvent } from '@sveltejs/kit';
import { Problem } from '#platform/problem.ts';
import { mayTransfer } from '#transfer/policy.ts';
import { tooLarge, largestUpload } from '#transfer/server/index.ts';
import { problemDocument } from '#web/api/problem-document.ts';
import { sayProblem } from '#web/say-problem.ts';

/** Bytes that may be sent to a page. The framework's own limit lies above what the largest file may have. */
const usualBody = 26 * 1024 * 1024;

/** Where files are sent; they go to disk while they come, and their reader has limits of its own. */
const isRoomy = ({ pathname, searchParams }: URL): boolean =>
	pathname === '/console/media/file' || isTransfer({ pathname, searchParams });
const isTransfer = ({ pathname, searchParams }: Pick<URL, 'pathname' | 'searchParams'>): boolean =>
	pathname === '/console/transfer' && searchParams.has('/upload');

/**
 * Keeps what is sent within bounds, so that nobody fills the memory of this process: what announces too much is answered
 * at once, what announces nothing is cut where it becomes too much.
 */
export function limitBody(event: RequestEvent): Response | null {
	if (!event.request.body) return null;
	const announced = event.request.headers.get('content-length');
	// A form around the file is a little larger than the file.
	const far = isTransfer(event.url) && Number(announced ?? 0) > largestUpload + 1_000_000;
	if (isRoomy(event.url) && !far) return null;
	if (Number(announced ?? 0) > usualBody) {
		const { actor, ctx, locale, front } = event.locals;
		// Where files lie on this machine is the business of whoever may bring one in.
		const problem = far && mayTransfer(actor) ? tooLarge(ctx) : new Problem('status.413', 413);
		// Whoever came with a form reads a sentence; a script is answered as every refusal is.
		if (!event.request.headers.get('accept')?.includes('text/html')) return problemDocument(problem, locale, front.id);
		const text = sayProblem(locale, problem);
		return new Response(`${text}\n`, { status: 413, headers: { 'content-type': 'text/plain; charset=utf-8' } });
	}
	if (announced === null) {
		let size = 0;
		const body = event.request.body.pipeThrough(
			new TransformStream<Uint8Array, Uint8Array>({
				transform(chunk, controller) {
					size += chunk.length;
					if (size > usualBody) controller.error(new Problem('status.413', 413));
					else controller.enqueue(chunk);
				},
			}),
		);
		Object.assign(event, { request: new Request(event.request, { body, duplex: 'half' } as RequestInit) });
	}
	return null;
}
