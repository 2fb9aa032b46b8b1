/** Why another place on the internet could not be asked. */
export type OutsideReason = 'address' | 'private' | 'unreachable' | 'timeout' | 'too-large' | 'redirects';

/** Another place could not be asked. Not a refusal to a person: whoever asked decides what it means. */
export class OutsideProblem extends Error {
	readonly reason: OutsideReason;
	constructor(reason: OutsideReason, detail = '') {
		super(detail ? `${reason}: ${detail}` : reason);
		this.name = 'OutsideProblem';
		this.reason = reason;
	}
}
