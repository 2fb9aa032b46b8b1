/** Somebody wrote what may need an answer. About `conversation:ID`; data `{ conversation, origin }`. */
export const conversationOpened = 'conversation.opened';
/** About `conversation:ID`; data `{ conversation, comment }`. */
export const conversationAnswered = 'conversation.answered';
/** About `conversation:ID`; data `{ conversation }`. */
export const conversationClosed = 'conversation.closed';
/** An answer stands on the network. About `conversation:ID`; data `{ conversation, answer }`. */
export const answerDelivered = 'answer.delivered';
/** An answer did not reach the network, or nobody knows. About `conversation:ID`; data `{ conversation, answer, trouble }`. */
export const answerFailed = 'answer.failed';
