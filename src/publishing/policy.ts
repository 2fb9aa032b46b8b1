import { holds, type Actor } from '#platform/actor.ts';

/** Speaking for the brand on a network, and making tracked links: whoever writes for it. */
export const mayShare = (actor: Actor): boolean => holds(actor, 'author', 'editor');

/** Connecting an account hands a network the brand's name: editors, since they speak for it every day, and the owner. */
export const mayConnect = (actor: Actor): boolean => holds(actor, 'editor');

/** The list of posts and their numbers are for whoever writes or counts. */
export const maySeePosts = (actor: Actor): boolean => holds(actor, 'author', 'editor', 'analyst', 'moderator');

/** What was posted and linked elsewhere comes home by the product itself only: times and outcomes are believed. */
export const mayBringPosts = (actor: Actor): boolean => actor.kind === 'system';

/** What is not sent yet is changed, moved and called off by whoever wrote it, and by editors. */
export const mayChangeDraft = (actor: Actor, draft: { author: number | null }): boolean =>
	holds(actor, 'editor') || (holds(actor, 'author') && actor.kind === 'member' && actor.member === draft.author);

/** What stands on a network already is changed and taken back by whoever wrote it, and by editors. */
export const mayAmendPost = mayChangeDraft;

/** Where the house wants it, editors say whether what authors wrote may go out. */
export const mayApprovePost = (actor: Actor): boolean => holds(actor, 'editor');

/** Whether it wants it is for them to say, too. */
export const mayKeepApproval = mayApprovePost;

/** Which campaigns are counted is one list for the whole house: editors keep it. */
export const mayKeepCampaigns = (actor: Actor): boolean => holds(actor, 'editor');

/** What partners are called on the networks is one table for the whole house, too. */
export const mayKeepHandles = mayKeepCampaigns;

/** In a crisis whoever sees it first stops everything that is to go out. */
export const mayPausePosting = (actor: Actor): boolean => holds(actor, 'author', 'editor', 'moderator');

/** That it is over, and what becomes of what waited, is for editors to say. */
export const mayResumePosting = (actor: Actor): boolean => holds(actor, 'editor');

/** A printed code is a tracked link that hangs in the world: whoever makes links makes them. */
export const mayMakeQr = mayShare;

/** Authors change the codes that they made; editors every one, since what hangs in the shop outlives who hung it there. */
export const mayChangeQr = (actor: Actor, qr: { author: number | null }): boolean =>
	holds(actor, 'editor') || (holds(actor, 'author') && actor.kind === 'member' && actor.member === qr.author);

/** The list of codes and their numbers are for whoever sees those of posts. */
export const maySeeQrs = maySeePosts;

/** Somebody on a network asks not to be named here: whoever answers them sees to it. */
export const mayUnname = (actor: Actor): boolean => holds(actor, 'author', 'moderator', 'editor');

/** Where ads are bought, what they cost, and whether what came of them is told: it is money, and it is about members. */
export const mayKeepAds = (actor: Actor): boolean => holds(actor, 'editor');

/** What ads cost and brought is for those who see what everything brought. */
export const maySeeAds = (actor: Actor): boolean => holds(actor, 'editor', 'analyst');
