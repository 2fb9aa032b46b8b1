/** What pages are about that say where other servers read them: whether any may. */
export const federationSwitch = 'federation-switch';
/** Federation was switched on or off (about the switch, too), renamed, or a server blocked; about `federation`. */
export const federationChanged = 'federation.changed';
/** Somebody elsewhere follows, or no longer; about `federation`; data `{ speaker }`. */
export const followersChanged = 'federation.followed';
