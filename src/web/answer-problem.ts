import { redirect, type RequestEvent } from '@sveltejs/kit';
import { Problem } from '#platform/problem.ts';
import { badDay } from '#platform/bad-day.ts';
import { proofPath } from '#web/prove-again.ts';
import { problemDocument } from '#web/api/problem-document.ts';

/**
 * Runs what a script of our own pages asked for; a refusal becomes a problem document. `page`: where the link to a file stands;
 * whoever has to prove who they are before they get it is led there afterwards, to take it.
 */
export async function answerProblem(
	{ locals }: RequestEvent,
	work: () => Promise<Response>,
	page?: string,
): Promise<Response> {
	try {
		return await work();
	} catch (thrown) {
		const error = badDay(thrown);
		if (page && error instanceof Problem && error.code === 'proof.needed') redirect(303, proofPath({ to: page }));
		if (error instanceof Problem) return problemDocument(error, locals.locale, locals.front.id);
		throw error;
	}
}
