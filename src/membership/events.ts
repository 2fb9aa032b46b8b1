/** Somebody became a member. About `member:ID`. */
export interface MemberJoined {
	member: number;
	/** The tracked link that they came by first, or null. */
	link: number | null;
	/** What they came to first (`article:3`), or null. */
	cameTo: string | null;
	/** The visitor's name of the day, when they joined from a browser. */
	visitor?: string;
}

export const memberJoined = 'member.joined';
/** Somebody of another place was brought along. About `member:ID`; nobody greets them. */
export const memberImported = 'member.imported';
export const memberChanged = 'member.changed';
export const roleChanged = 'member.role-changed';
export const memberSuspended = 'member.suspended';
export const memberRestored = 'member.restored';
export const sessionOpened = 'session.opened';
export const sessionClosed = 'session.closed';
export const passwordSet = 'password.set';
export const passkeyAdded = 'passkey.added';
export const passkeyRemoved = 'passkey.removed';
export const tokenCreated = 'token.created';
export const tokenRevoked = 'token.revoked';
export const memberLabelled = 'member.labelled';
export const memberUnlabelled = 'member.unlabelled';
export const remarkWritten = 'remark.written';
export const remarkDeleted = 'remark.deleted';
/** Somebody known elsewhere is this member, or is not after all. About `member:ID`; data: `IdentityTold`. */
export const identityJoined = 'identity.joined';
export const identityParted = 'identity.parted';

export interface IdentityTold {
	member: number;
	/** Its row in `membership.identity`: a fact is kept for good, so what a person is called is not in it. */
	identity: number;
}

export const secondFactorSet = 'second-factor.set';
export const secondFactorCleared = 'second-factor.cleared';
/** How people come in was changed. About `door`. */
export const doorChanged = 'door.changed';
export const segmentKept = 'segment.kept';
export const segmentRetired = 'segment.retired';
/** Somebody agreed to marketing or took it back. About `member:ID`; data: `ConsentChanged`. */
export const consentChanged = 'consent.changed';

export interface ConsentChanged {
	member: number;
	said: { what: 'mail' | 'line' | 'push' | 'marketing'; decision: 'given' | 'withdrawn' }[];
	place: string;
}
