/** Federation was switched on or off, renamed, or a server blocked; about `federation`. */
export const federationChanged = 'federation.changed';
/** Somebody elsewhere follows, or no longer; about `federation`; data `{ speaker }`. */
export const followersChanged = 'federation.followed';
