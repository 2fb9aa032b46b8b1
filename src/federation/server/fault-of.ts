import { OutsideProblem } from '#platform/outside/outside-problem.ts';

/**
 * What is said of a letter that the library could not read: it has not the shape of one (a bare word, a number for a time), or names what cannot be asked.
 * What cannot be asked at this moment may come again. Null: that is no fault of the letter. (What we do with a letter throws nothing here.)
 */
export function faultOf(error: unknown): 400 | 503 | null {
	if (error instanceof OutsideProblem) return error.reason === 'unreachable' || error.reason === 'timeout' ? 503 : 400;
	const shape =
		error instanceof TypeError ||
		error instanceof RangeError ||
		error instanceof SyntaxError ||
		(error instanceof Error && error.name.startsWith('jsonld.'));
	return shape ? 400 : null;
}
