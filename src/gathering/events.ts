/** An event was written, shown, called off, or put to another time or place. About `event:ID` and `events`. */
export const eventKept = 'event.kept';
export const eventPublished = 'event.published';
export const eventCancelled = 'event.cancelled';
export const eventMoved = 'event.moved';
export const eventDeleted = 'event.deleted';
/** Time alone changed what its page says: signing up began or ended, it began, it is over. About `event:ID` and `events`. */
export const eventTurned = 'event.turned';

/** What happens to a ticket. About `event:ID`; data: `TicketTold`. */
export const signedUp = 'event.signed-up';
export const signedOff = 'event.signed-off';
/** Somebody who waited has a seat now. */
export const ticketSeated = 'event.seated';
export const checkedIn = 'event.checked-in';
export const checkInUndone = 'event.check-in-undone';

export interface TicketTold {
	event: number;
	ticket: number;
	/** Null: somebody who came along without joining. */
	member: number | null;
	/** Of signing up: there was a seat. */
	seated?: boolean;
	/** Of a check-in: they had not signed up. */
	walkedIn?: boolean;
}
