/** Topics were added, changed or retired. About `topics`. */
export const topicChanged = 'topic.changed';

/** Somebody agreed to a topic, or took it back. About `subscriber:ID`; data `{ subscriber, topics, place }`. */
export const subscriptionConfirmed = 'subscription.confirmed';
export const subscriptionEnded = 'subscription.ended';

/** An address was written on the list of those who get nothing, or off it. About `suppressions`; data `{ reason }`. */
export const addressSuppressed = 'address.suppressed';
export const addressReleased = 'address.released';
