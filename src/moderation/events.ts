/** A member complained of a comment. About nothing that a page shows: who complains is nobody's business. Data: `comment`. */
export const commentFlagged = 'comment.flagged';

/** Something was decided about a comment, or taken back. About `comment:ID` and the member; data: `DecisionMade`. */
export const decisionMade = 'decision.made';
export const decisionUndone = 'decision.undone';

/** Which words have a comment wait. About `watched-words`. */
export const watchedChosen = 'watched.chosen';
export const watchedThing = 'watched-words';

/** Somebody objected to what was decided about them, or was answered. About `appeals`. */
export const appealMade = 'appeal.made';
export const appealAnswered = 'appeal.answered';
export const appealsThing = 'appeals';

/** A private message was handed over (unsigned), looked at, decided about. About `report:ID`; data `{ report }`, and the verdict. */
export const messageReported = 'message.reported';
export const reportOpened = 'report.opened';
export const reportDecided = 'report.decided';
export const reportThing = (report: number): string => `report:${report}`;

export interface DecisionMade {
	decision: number;
	comment: number;
	thread: number;
	/** Whose words they were; null for somebody on a network. */
	member: number | null;
	verdict: string;
	/** How the comment stood before. */
	stood: string;
}
