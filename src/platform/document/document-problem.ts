/** Why a document is refused. Keys of the sentences `problem.CODE`. */
export type DocumentProblemCode = 'document.too-long' | 'document.too-deep' | 'document.invalid';

/**
 * A document that cannot be taken. `details` is `{ limit }` for the two that measure (characters, nodes or levels, named
 * by `measure`), `{ path, reason }` for the one that is not in the format; it never repeats the input.
 */
export class DocumentProblem extends Error {
	readonly code: DocumentProblemCode;
	readonly details: Record<string, string | number>;
	constructor(code: DocumentProblemCode, details: Record<string, string | number> = {}) {
		super(code);
		this.name = 'DocumentProblem';
		this.code = code;
		this.details = details;
	}
}
