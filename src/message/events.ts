/**
 * Something was said in a talk. About `talk:ID` alone, data `{ talk, message }`, and unsigned: who writes to whom, and when, is
 * nobody's business, not the owner's either.
 */
export const messageSent = 'message.sent';
/** Something in it changed that whoever has it open should see: taken back, somebody left. About `talk:ID`, unsigned. */
export const talkChanged = 'talk.changed';

export interface MessageSent {
	talk: number;
	message: number;
}
