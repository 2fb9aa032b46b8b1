/**
 * A refusal that was expected: wrong input, no permission, not found, too fast. Everything that is not a Problem is a
 * bug. `code` is stable, is the `type` of the API's problem document (RFC 9457) and the key of its sentence in the
 * message catalogue (`problem.CODE`); `details` fill the sentence and never contain a secret.
 */
export class Problem extends Error {
	readonly code: string;
	/** HTTP status code. */
	readonly status: number;
	readonly details: Record<string, unknown>;
	constructor(code: string, status: number, details: Record<string, unknown> = {}) {
		super(code);
		this.name = 'Problem';
		this.code = code;
		this.status = status;
		this.details = details;
	}
}

/** The thing is not there, or is not for this actor to see: the two are never told apart. */
export const notFound = (what: string): Problem => new Problem(`${what}.not-found`, 404);

/** One finding about one field of a form or an API body. `key` names a sentence `field.KEY` in the catalogue. */
export interface FieldProblem {
	path: string;
	key: string;
}
