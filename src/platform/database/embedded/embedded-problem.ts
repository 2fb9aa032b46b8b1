/** Why the embedded database cannot serve. The code is the key of a sentence in the message catalogue. */
export type EmbeddedCode =
	/** Another Homecourt (or another postmaster) works on the same folder. Details: `folder`, `pid` when known. */
	| 'database.in-use'
	/** No space left, or a quota is used up. Details: `folder`. */
	| 'database.disk-full'
	/** The data belongs to another major version. Details: `folder`, `found`, `expected`. */
	| 'database.wrong-version'
	/** Files or folders cannot be read or written by the account that must. Details: `folder`, `account`. */
	| 'database.unreadable'
	/** Everything else. Details: `log`, the last lines of the database. */
	| 'database.did-not-start';

/** An expected failure of the embedded database. `message` is an English sentence for logs, with the cause in it. */
export class EmbeddedProblem extends Error {
	readonly code: EmbeddedCode;
	readonly details: Record<string, unknown>;
	constructor(code: EmbeddedCode, message: string, details: Record<string, unknown> = {}, cause?: unknown) {
		super(message, { cause });
		this.name = 'EmbeddedProblem';
		this.code = code;
		this.details = details;
	}
}
