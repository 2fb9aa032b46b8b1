import { holds, staff, type Actor } from '#platform/actor.ts';

interface Person {
	id: number;
	role: string;
}

/** A second proof is still owed: a stolen password or mailbox must not be enough to lay down new ones. */
const withheld = (actor: Actor): boolean => actor.kind === 'member' && actor.withheld !== undefined;

const self = (actor: Actor, member: number): boolean => actor.kind === 'member' && actor.member === member;

/** The list of members, with their addresses, is for those who work with people or numbers. */
export const mayListMembers = (actor: Actor): boolean => holds(actor, 'moderator', 'editor', 'analyst');

/** Adding people, without their own doing, is the owner's. */
export const mayCreateMember = (actor: Actor): boolean => holds(actor, 'owner');

/** Trust is given and taken by the owner alone. */
export const mayChangeRole = (actor: Actor): boolean => holds(actor, 'owner');

/** Everybody changes their own profile; the owner, and moderators for plain members, may put one right. */
export const mayChangeProfile = (actor: Actor, person: Person): boolean =>
	self(actor, person.id) || holds(actor, 'owner') || (holds(actor, 'moderator') && person.role === 'member');

/** Moderators suspend plain members, the owner everybody; nobody suspends themselves. */
export const maySuspend = (actor: Actor, person: Person): boolean =>
	!self(actor, person.id) && (holds(actor, 'owner') || (holds(actor, 'moderator') && person.role === 'member'));

/** Those who keep the peace take the word from plain members for a while; the owner from everybody but themselves. */
export const maySilence = (actor: Actor, person: Person): boolean =>
	!self(actor, person.id) &&
	(holds(actor, 'owner') || (holds(actor, 'moderator', 'editor') && person.role === 'member'));

/** A way of signing in belongs to the person alone, with all their proofs: not even the owner sets another's password. */
export const mayChangeSignIn = (actor: Actor, person: { id: number }): boolean =>
	actor.kind === 'system' || (self(actor, person.id) && !withheld(actor));

/** Whoever works here, or would after a second proof, may set one up for themselves. */
export const maySetUpSecondFactor = (actor: Actor, person: { id: number }): boolean =>
	actor.kind === 'member' && self(actor, person.id) && (actor.role !== 'member' || withheld(actor));

/** One's own, when it was given; another's is cleared by the owner, for whoever lost their telephone. */
export const mayClearSecondFactor = (actor: Actor, person: { id: number }): boolean =>
	holds(actor, 'owner') || (self(actor, person.id) && !withheld(actor));

/** Whether staff need a second factor is the owner's to say. */
export const mayRequireSecondFactor = (actor: Actor): boolean => holds(actor, 'owner');

/** By which other places people may sign in is the owner's to say. */
export const mayKeepProviders = (actor: Actor): boolean => holds(actor, 'owner');

/** Which shops members sign in to from here is the owner's to say. */
export const mayKeepClients = (actor: Actor): boolean => holds(actor, 'owner');

/** Members are invited by those who work with people; whoever is to work here, by the owner alone. */
export const mayInvite = (actor: Actor, { role }: { role: string }): boolean =>
	role === 'member' ? holds(actor, 'moderator', 'editor') : holds(actor, 'owner');

/** Who lets in those who wait. */
export const mayLetIn = (actor: Actor): boolean => holds(actor, 'moderator', 'editor');

/** How people become members is the owner's to say. */
export const mayChangeJoining = (actor: Actor): boolean => holds(actor, 'owner');

/** Devices are signed out by their member, or by the owner. */
export const mayRevokeSession = (actor: Actor, session: { member: number }): boolean =>
	self(actor, session.member) || holds(actor, 'owner');

/** Tokens open the place to programs: the owner's. */
export const mayManageTokens = (actor: Actor): boolean => holds(actor, 'owner');

/** A link that signs somebody in comes from the product itself only (the command line). */
export const mayOfferSignIn = (actor: Actor): boolean => actor.kind === 'system';

/** Members of another place are brought along by the product itself, when the owner asked it to. */
export const mayImportMembers = (actor: Actor): boolean => actor.kind === 'system';

/** To agree is the person's own; the product notes it for whoever holds a link that was mailed to them. */
export const mayGiveConsent = (actor: Actor, person: { id: number }): boolean =>
	actor.kind === 'system' || self(actor, person.id);

/** To want no more can also be noted by staff who were told so by telephone or letter. */
export const mayWithdrawConsent = (actor: Actor, person: { id: number }): boolean =>
	self(actor, person.id) || holds(actor, 'moderator', 'editor');

/** What a person agreed to is theirs to read, and of those who work with people. */
export const mayReadConsent = (actor: Actor, person: { id: number }): boolean =>
	self(actor, person.id) || holds(actor, 'moderator', 'editor');

/** Segments are made by those who write to people, and seen by those who count. */
export const mayUseSegments = (actor: Actor): boolean => holds(actor, 'editor', 'analyst');
export const mayKeepSegment = (actor: Actor): boolean => holds(actor, 'editor');

/** What staff write down about a person: labels and remarks. */
export const mayDescribeMember = (actor: Actor): boolean => holds(actor, 'moderator', 'editor');

/** A remark is taken back by whoever wrote it, or by the owner. */
export const mayDeleteRemark = (actor: Actor, remark: { author: number | null }): boolean =>
	holds(actor, 'owner') || (mayDescribeMember(actor) && remark.author !== null && self(actor, remark.author));

/** Saying that two are one person changes what is told of both. */
export const mayJoinIdentity = (actor: Actor): boolean => holds(actor, 'editor');

/** Who looked at whom is the owner's to know. */
export const mayAudit = (actor: Actor): boolean => holds(actor, 'owner');

/** What the law gives a person is theirs to ask; staff note it for whoever asked by telephone or letter. */
export const mayMakeRequest = (actor: Actor, person: { id: number }): boolean =>
	self(actor, person.id) || holds(actor, 'moderator', 'editor');

/** Who answers such requests. */
export const mayKeepDesk = (actor: Actor): boolean => holds(actor, 'moderator', 'editor');

/** Everything about a person is theirs to take, with all their proofs, and the owner's to hand over. */
export const mayTakeArchive = (actor: Actor, person: { id: number }): boolean =>
	holds(actor, 'owner') || (self(actor, person.id) && !withheld(actor));

/** What cannot be brought back is the owner's, and the product's when a person asked for it. */
export const mayEraseMember = (actor: Actor): boolean => holds(actor, 'owner');

/** What went wrong with people's data, and how long data is kept, is the owner's. */
export const mayKeepBreaches = (actor: Actor): boolean => holds(actor, 'owner');
export const mayKeepRetention = (actor: Actor): boolean => holds(actor, 'owner');

/** The whole list leaves the house, or comes into it, by the owner's hand. */
export const mayExportMembers = (actor: Actor): boolean => holds(actor, 'owner');
export const mayImportList = (actor: Actor): boolean => holds(actor, 'owner');

/** Whom somebody does not want to hear is theirs to say; what those who work here have to say reaches everybody. */
export const mayBlock = (actor: Actor, person: Person): boolean =>
	actor.kind === 'member' && !self(actor, person.id) && person.role === 'member';

/** What the house asks of its members is the owner's to say. */
export const mayKeepFields = (actor: Actor): boolean => holds(actor, 'owner');

/** What a member answered, whoever else sees it, is theirs to read and of those who work with people or numbers. */
export const mayReadAnswers = (actor: Actor, person: { id: number }): boolean =>
	self(actor, person.id) || mayListMembers(actor);

/** A group's state, as permission sees it. */
export interface GroupState {
	seen_by: string;
	called_by: string;
	joined_by: string;
	/** The asker is in it. */
	inside: boolean;
}

/** Groups are part of the shape of the house; who is in them is seen to by those who keep the peace. */
export const mayArrangeGroups = (actor: Actor): boolean => holds(actor, 'editor');
export const mayFillGroups = (actor: Actor): boolean => holds(actor, 'moderator', 'editor');

/** A group that is not for everybody is not there for whoever it is not for. */
export const maySeeGroup = (actor: Actor, group: GroupState): boolean =>
	mayFillGroups(actor) ||
	group.seen_by === 'everybody' ||
	(actor.kind === 'member' && (group.seen_by === 'members' || group.inside));

/** Who is in it is nothing for passers-by. */
export const maySeeGroupMembers = (actor: Actor, group: GroupState): boolean =>
	actor.kind !== 'visitor' && maySeeGroup(actor, group);

/** Whoever has joined goes in or asks to, where the group lets. */
export const mayJoinGroup = (actor: Actor, group: GroupState): boolean =>
	actor.kind === 'member' && maySeeGroup(actor, group) && group.joined_by !== 'staff';

/** To call a group is to call many people at once. */
export const mayCallGroup = (actor: Actor, group: GroupState): boolean =>
	maySeeGroupMembers(actor, group) &&
	(staff(actor) || group.called_by === 'members' || (group.called_by === 'group' && group.inside));
