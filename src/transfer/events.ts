/** A run was asked for, and how it ended. About `transfer:RUN`. */
export const transferAsked = 'transfer.asked';
export const transferEnded = 'transfer.ended';
/** An export was asked for, ended, was fetched by somebody, and its file thrown away. About `export:ID`; data `{ export }`. */
export const exportAsked = 'export.asked';
export const exportEnded = 'export.ended';
export const exportTaken = 'export.taken';
export const exportForgotten = 'export.forgotten';
