/** Topics were added, changed or retired. About `topics`. */
export const topicChanged = 'topic.changed';

/** Somebody agreed to a topic, or took it back. About `subscriber:ID`; data `{ subscriber, topics, place }`. */
export const subscriptionConfirmed = 'subscription.confirmed';
export const subscriptionEnded = 'subscription.ended';

/** An address was written on the list of those who get nothing, or off it. About `suppressions`; data `{ reason }`. */
export const addressSuppressed = 'address.suppressed';
export const addressReleased = 'address.released';

/** A mailing was written, ordered or changed; begun; held or stopped; done. About `mailing:ID`. */
export const mailingChanged = 'mailing.changed';
/** Data `{ mailing, candidates }`. */
export const mailingStarted = 'mailing.started';
/** Data `{ mailing, trouble }`: null when a person held it. */
export const mailingHeld = 'mailing.held';
/** A person decided that receivers in doubt get it again. Data `{ mailing, count, delivery }`: null, all of them. */
export const mailingSentAgain = 'mailing.sent-again';
/** Data `{ mailing, candidates }`. */
export const mailingDone = 'mailing.done';

/** A mail server or service told what came back. About `suppressions`; data `{ door, kind, delivery }`. */
export const mailReported = 'mail.reported';

/** A letter of welcome has other words, or is not sent any more. About `greetings`; data `{ step, sent }`. */
export const greetingChanged = 'greeting.changed';
