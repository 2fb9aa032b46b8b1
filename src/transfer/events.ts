/** A run was asked for, and how it ended. About `transfer:RUN`. */
export const transferAsked = 'transfer.asked';
export const transferEnded = 'transfer.ended';
