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
/** They sign in with another address. About `member:ID`; data `{ member }`: which it was and is, is in no fact. */
export const addressChanged = 'member.address-changed';
export const roleChanged = 'member.role-changed';
export const memberSuspended = 'member.suspended';
/** A member may read but not speak until a time, or may speak again. About `member:ID`; data `{ member, until }`. */
export const memberSilenced = 'member.silenced';
export const memberUnsilenced = 'member.unsilenced';
export const memberRestored = 'member.restored';
/** Somebody signed in. About `member:ID`. */
export const sessionOpened = 'session.opened';
export interface SessionOpened {
	member: number;
	way: string;
	session: number;
	/** The session that the same person had in this browser before, which ended with it. */
	replaces: number | null;
}
/** Somebody signed out, or ended another device. About `member:ID`. */
export const sessionClosed = 'session.closed';
export interface SessionClosed {
	member: number;
	session: number;
}
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

/** Somebody was let go. About `member:ID`, `members`, `requests`; whoever kept their name somewhere else lets it go too. */
export const memberErased = 'member.erased';
export const requestMade = 'request.made';
export const requestWithdrawn = 'request.withdrawn';
export const requestDone = 'request.done';
export const requestRefused = 'request.refused';
export const requestExtended = 'request.extended';
export const breachNoted = 'breach.noted';
export const breachChanged = 'breach.changed';
export const retentionChanged = 'retention.changed';
/** The nightly hour at which old data goes. Data: `visits`, the time before which visits lose their names (RFC 3339). */
export const retentionReached = 'retention.reached';
/** The list of members was taken out, or some of a list were brought in. About `members`. */
export const membersExported = 'member.exported';
export const listImported = 'list.imported';
export const secondFactorSet = 'second-factor.set';
export const secondFactorCleared = 'second-factor.cleared';
/** How people come in was changed. About `door`. */
export const doorChanged = 'door.changed';
/** A way of signing in by another place was set up or taken away by the owner. About `provider`. */
export const providerOpened = 'provider.opened';
export const providerClosed = 'provider.closed';
/** A shop that members sign in to from here was entered or changed, or taken away. About `client`. */
export const clientKept = 'client.kept';
export const clientClosed = 'client.closed';
/** Somebody was invited, the invitation was taken back, or used. About `joining`; who it was for is not in the fact. */
export const invitationMade = 'invitation.made';
export const invitationRevoked = 'invitation.revoked';
export const invitationUsed = 'invitation.used';
/** Somebody waits to be let in, was let in, or was not. About `joining`. */
export const applicantAsked = 'applicant.asked';
export const applicantAccepted = 'applicant.accepted';
export const applicantRefused = 'applicant.refused';
/** A member may sign in by a provider from now on, or no more. About `member:ID`. */
export const providerJoined = 'provider.joined';
export const providerParted = 'provider.parted';
export const segmentKept = 'segment.kept';
export const segmentRetired = 'segment.retired';
/** Somebody agreed to marketing or took it back. About `member:ID`; data: `ConsentChanged`. */
export const consentChanged = 'consent.changed';

export interface ConsentChanged {
	member: number;
	said: { what: 'mail' | 'line' | 'push' | 'marketing'; decision: 'given' | 'withdrawn' }[];
	place: string;
}
/** Proofs of consent came home. About each `member:ID`; data `{ count }`. */
export const consentImported = 'consent.imported';
/** A question to members was made, changed, moved, or is not asked any more. About `fields`. */
export const fieldKept = 'field.kept';
export const fieldRetired = 'field.retired';
export const fieldDeleted = 'field.deleted';

/** A group was made or changed, or is no more. About `group:ID` and `groups`. */
export const groupKept = 'group.kept';
export const groupRemoved = 'group.removed';
/** Somebody is in a group now, wants to be, or is not any more. About `group:ID` and `member:ID`; data `{ group, member }`. */
export const groupEntered = 'group.entered';
export const groupAsked = 'group.asked';
export const groupLeft = 'group.left';
