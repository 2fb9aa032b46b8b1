export { importAnswers, importFields } from '#membership/server/commands/import-fields.ts';
export { importConsents } from '#membership/server/commands/import-consents.ts';
export { createMember, CreateMember } from '#membership/server/commands/create-member.ts';
export { importMembers } from '#membership/server/commands/import-members.ts';
export { renewMembers } from '#membership/server/commands/renew-members.ts';
export { requestCode, RequestCode } from '#membership/server/commands/request-code.ts';
export { joinWithCode, JoinWithCode, type Joined } from '#membership/server/commands/join-with-code.ts';
export { joinWithLink, JoinWithLink } from '#membership/server/commands/join-with-link.ts';
export { readMailLink } from '#membership/server/queries/read-mail-link.ts';
export { signInWithPassword, SignInWithPassword } from '#membership/server/commands/sign-in-with-password.ts';
export { setPassword, SetPassword } from '#membership/server/commands/set-password.ts';
export { createSignInLink, signInWithLink } from '#membership/server/commands/create-sign-in-link.ts';
export { openSession } from '#membership/server/commands/open-session.ts';
export { findHeldAct, holdAct, takeHeldAct } from '#membership/server/commands/hold-act.ts';
export { readProofs } from '#membership/server/queries/read-proofs.ts';
export { signOut, revokeSession } from '#membership/server/commands/sign-out.ts';
export { changeRole, ChangeRole } from '#membership/server/commands/change-role.ts';
export { suspendMember, SuspendMember } from '#membership/server/commands/suspend-member.ts';
export { silenceMember, SilenceMember } from '#membership/server/commands/silence-member.ts';
export { changeEmail, ChangeEmail, requestEmailChange } from '#membership/server/commands/change-email.ts';
export { changeProfile, ChangeProfile } from '#membership/server/commands/change-profile.ts';
export { clearProfile, showProfile } from '#membership/server/commands/clear-profile.ts';
export { createToken, CreateToken, revokeToken } from '#membership/server/commands/create-token.ts';
export { findActor } from '#membership/server/queries/find-actor.ts';
export { findSessionMember, findSessionWaiting } from '#membership/server/queries/find-session-member.ts';
export { findActorByToken } from '#membership/server/queries/find-actor-by-token.ts';
export { askedFrom, askedFromField, type AskedFrom } from '#membership/server/asked-from.ts';
export { findGivenSession, type SignedIn } from '#membership/server/begin-session.ts';
export {
	offerPasskey,
	registerPasskey,
	RegisterPasskey,
	removePasskey,
} from '#membership/server/commands/register-passkey.ts';
export {
	offerPasskeySignIn,
	signInWithPasskey,
	SignInWithPasskey,
} from '#membership/server/commands/sign-in-with-passkey.ts';
export { listMembers, ListMembers, type ListedMember } from '#membership/server/queries/list-members.ts';
export { countMembers, readMember, type MemberCard } from '#membership/server/queries/read-member.ts';
export { readProfile } from '#membership/server/queries/read-profile.ts';
export { readAccount } from '#membership/server/queries/read-account.ts';
export { listTokens } from '#membership/server/queries/list-tokens.ts';
export { forgetExpired } from '#membership/server/jobs/forget-expired.ts';
export { changeConsent, ChangeConsent } from '#membership/server/commands/change-consent.ts';
export { readConsent } from '#membership/server/queries/read-consent.ts';
export { readNotice } from '#membership/server/queries/read-notice.ts';
export { marketableMembers } from '#membership/server/marketable-members.ts';
export { keepShownNotice } from '#membership/server/jobs/keep-shown-notice.ts';
export { keepSegment, KeepSegment, retireSegment } from '#membership/server/commands/keep-segment.ts';
export { listSegments, readSegment, type Segment } from '#membership/server/queries/list-segments.ts';
export { countSegment } from '#membership/server/queries/count-segment.ts';
export { listSegmentChoices } from '#membership/server/queries/list-segment-choices.ts';
export { segmentMembers, type SegmentQuery } from '#membership/server/segment-members.ts';
export { keepPeople } from '#membership/server/kept-people.ts';
export { checkPeople, keepPeopleOf, keepPeopleOfMany } from '#membership/server/jobs/keep-people.ts';
export { followMembers } from '#membership/server/jobs/follow-members.ts';
export { checkTraits, keepTraits } from '#membership/server/jobs/keep-traits.ts';
export { labelMember, unlabelMember } from '#membership/server/commands/label-member.ts';
export { writeRemark, deleteRemark } from '#membership/server/commands/write-remark.ts';
export { joinIdentity, partIdentity } from '#membership/server/commands/join-identity.ts';
export { findPerson } from '#membership/server/find-person.ts';
export { findKnownAs } from '#membership/server/queries/find-known-as.ts';
export { findMemberCalled } from '#membership/server/queries/find-member-called.ts';
export { knownAs } from '#membership/server/known-as.ts';
export { noteLook } from '#membership/server/commands/note-look.ts';
export { listLooks } from '#membership/server/queries/list-looks.ts';
export { listTouches } from '#membership/server/queries/list-touches.ts';
export { membershipPerson } from '#membership/server/person-source.ts';
export {
	clearSecondFactor,
	confirmSecondFactor,
	offerSecondFactor,
} from '#membership/server/commands/set-up-second-factor.ts';
export { proveSecondFactor } from '#membership/server/commands/prove-second-factor.ts';
export { requireSecondFactor } from '#membership/server/commands/require-second-factor.ts';
export { listStaffFactors, readSecondFactor } from '#membership/server/queries/read-second-factor.ts';
export { findMemberByEmail } from '#membership/server/queries/find-member-by-email.ts';
export { makeRequest, withdrawRequest } from '#membership/server/commands/make-request.ts';
export { decideRequest, extendRequest } from '#membership/server/commands/decide-request.ts';
export { eraseMember } from '#membership/server/commands/erase-member.ts';
export { keepRetention } from '#membership/server/commands/keep-retention.ts';
export { changeBreach, noteBreach } from '#membership/server/commands/note-breach.ts';
export {
	countRequests,
	listBreaches,
	listOwnRequests,
	listRequests,
	listRetention,
} from '#membership/server/queries/list-requests.ts';
export { openArchive } from '#membership/server/person-archive.ts';
export { eraseAsked } from '#membership/server/jobs/erase-asked.ts';
export { endSuspensions } from '#membership/server/jobs/end-suspensions.ts';
export { letGo } from '#membership/server/jobs/let-go.ts';
export { exportMembers } from '#membership/server/export-members.ts';
export { importMemberList, type ImportReport } from '#membership/server/import-member-list.ts';
export { closeProvider, keepProvider, KeepProvider } from '#membership/server/commands/keep-provider.ts';
export { partProvider } from '#membership/server/commands/part-provider.ts';
export { connectArrival, joinByProvider, JoinByProvider } from '#membership/server/commands/join-by-provider.ts';
export { connectKey, leaveForProvider } from '#membership/server/provider/leave-for-provider.ts';
export { returnFromProvider, type Returned } from '#membership/server/provider/return-from-provider.ts';
export { listKeptProviders, listOwnProviders, listProviders } from '#membership/server/queries/list-providers.ts';
export { readArrival } from '#membership/server/queries/read-arrival.ts';
export { giveCode } from '#membership/server/commands/give-code.ts';
export { tradeCode } from '#membership/server/commands/trade-code.ts';
export { closeClient, keepClient, renewClientSecret } from '#membership/server/commands/keep-client.ts';
export { listClients, readDiscovery, readUserInfo } from '#membership/server/queries/read-sign-on.ts';
export { findFarewell } from '#membership/server/queries/find-farewell.ts';
export { listPublicKeys } from '#membership/server/single-sign-on/signing-key.ts';
export { turnSigningKeys } from '#membership/server/jobs/turn-signing-keys.ts';
export { invite, Invite, revokeInvitation } from '#membership/server/commands/invite.ts';
export { decideApplicant } from '#membership/server/commands/decide-applicant.ts';
export { changeJoining } from '#membership/server/commands/change-joining.ts';
export {
	countApplicants,
	listApplicants,
	listInvitations,
	readJoining,
} from '#membership/server/queries/read-joining.ts';
export { appealAddress, appealKey, readAppealKey, type Appealed } from '#membership/server/appeal-key.ts';
export { reopenApplicant } from '#membership/server/commands/decide-applicant.ts';
export { houseName } from '#membership/server/notice.ts';
export { keepField, KeepField } from '#membership/server/commands/keep-field.ts';
export { deleteField, moveField, turnField } from '#membership/server/commands/turn-field.ts';
export { answerFields, setAnswers, SetAnswers } from '#membership/server/commands/answer-fields.ts';
export { listFields, listKeptFields } from '#membership/server/queries/list-fields.ts';
export { listAnswers, listPublicAnswers, readAnswers } from '#membership/server/queries/read-answers.ts';
export { findAnswers } from '#membership/server/find-answers.ts';
export { checkJoining } from '#membership/server/joining-answers.ts';
export { blockMember, listBlocked, readBlock, unblockMember } from '#membership/server/commands/block-member.ts';
export { membershipKeepsakes } from '#membership/server/keepsakes.ts';
export { keepGroup, removeGroup } from '#membership/server/commands/keep-group.ts';
export { hushGroup, joinGroup, leaveGroup } from '#membership/server/commands/join-group.ts';
export { seatInGroup, unseatFromGroup } from '#membership/server/commands/seat-in-group.ts';
export { countGroupAskers, listGroups, readGroup } from '#membership/server/queries/list-groups.ts';
export { findGroups } from '#membership/server/load-group.ts';
