import type { RequestEvent } from '@sveltejs/kit';
import { Problem } from '#platform/problem.ts';
import { problemDocument } from '#web/api/problem-document.ts';

/** Runs what a script of our own pages asked for; a refusal becomes a problem document. */
export async function answerProblem({ locals }: RequestEvent, work: () => Promise<Response>): Promise<Response> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof Problem) return problemDocument(error, locals.locale, locals.front.id);
		throw error;
	}
}
