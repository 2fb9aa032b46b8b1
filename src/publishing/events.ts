/** About `post:ID`; data `{ post, account, article }`. */
export const postQueued = 'post.queued';
/** About `post:ID` and `elsewhere:ARTICLE`; data `{ post, network, article, url }`. */
export const postPublished = 'post.published';
/** About `post:ID`; data `{ post, trouble }`. */
export const postFailed = 'post.failed';
/** Nobody knows whether it went out. About `post:ID`; data `{ post, trouble }`. */
export const postUnconfirmed = 'post.unconfirmed';
/** Somebody wants it changed there (`text`), or taken back. About `post:ID`; data `{ post, amendment, kind: 'edit' | 'withdraw' }`. */
export const postChangeAsked = 'post.change-asked';
/** More people, or fewer, like it there than when we last looked; only of posts about articles. About `post:ID` and `elsewhere:ARTICLE`; data `{ post }`. */
export const postLiked = 'post.liked';
/** It reads differently there now. About `post:ID`; data `{ post, article }`. */
export const postEdited = 'post.edited';
/** It is no longer there, because it was taken back from here. About `post:ID`; data `{ post, article }`. */
export const postWithdrawn = 'post.withdrawn';
/** It could not be changed, and stands as it stood. About `post:ID`; data `{ post, trouble }`. */
export const postChangeFailed = 'post.change-failed';
/** What follows it was said under it. About `post:ID`; data `{ post, followUp }`. */
export const followUpPublished = 'follow-up.published';
/** It was not, or nobody knows. About `post:ID`; data `{ post, followUp, trouble }`. */
export const followUpFailed = 'follow-up.failed';
/** Somebody asks whether it may go out. About `draft:ID`; data `{ draft }`, as are the two below. */
export const approvalAsked = 'approval.asked';
export const draftApproved = 'draft.approved';
export const draftReturned = 'draft.returned';
/** Whether posts are approved before they go out. About `posting`; data `{ required }`. */
export const approvalSet = 'approval.set';
/** About `link:ID`; data `{ link, code }`. */
export const linkCreated = 'link.created';
/** A code was made to be printed. About `link:ID`; data `{ link }`, as are the three below. */
export const qrMade = 'qr.made';
export const qrChanged = 'qr.changed';
export const qrStopped = 'qr.stopped';
export const qrResumed = 'qr.resumed';
/** About `account:ID`; data `{ account, network }`. */
export const accountConnected = 'account.connected';
/** The network no longer takes what we send. About `account:ID`; data `{ account, trouble }`. */
export const accountRefused = 'account.refused';
/** Somebody wrote under a post. About `post:ID`; data `{ post, comment }`: publishing.comment. */
export const commentCollected = 'comment.collected';
/** Links came home from another house. About `links`; data `{ count }`. */
export const linkImported = 'link.imported';
/** Posts came home as history. About `posts` and each; data `{ count }`. */
export const postImported = 'post.imported';
/** Nobody acts for it any more. About `account:ID`; data `{ account, network }`. */
export const accountDisconnected = 'account.disconnected';
/** Its connection ends soon unless somebody renews it. About `account:ID`; data `{ account, days }`. */
export const accountExpiring = 'account.expiring';
/** A comment is no longer there. About `post:ID`; data `{ post, comment }`: publishing.comment. */
export const commentWithdrawn = 'comment.withdrawn';
/** What is to be said is written or changed. About `draft:ID`; data `{ draft }`. */
export const draftKept = 'draft.kept';
/** A variant went out as a post. About `draft:ID` and `post:ID`; data `{ draft, variant, post }`. */
export const variantPosted = 'variant.posted';
/** Its time came, and it may not go out. About `draft:ID`; data `{ draft, variant, trouble }`. */
export const variantRefused = 'variant.refused';
/** It shall go out at another time, or at none. About `draft:ID`; data `{ draft, variant, due }`. */
export const variantMoved = 'variant.moved';
/** It was called off. About `draft:ID`; data `{ draft, variant }`. */
export const variantCancelled = 'variant.cancelled';
/** Who is called what on a network was changed. About `handles`; data `{ name, network }`. */
export const handleKept = 'handle.kept';
/** The list of campaigns was changed. About `campaigns`; data `{ campaign }`. */
export const campaignKept = 'campaign.kept';
/** Everything that was to go out is kept back. About `posting`; data `{ reason }`. */
export const postingPaused = 'posting.paused';
/** It goes out again. About `posting`; data `{ missed, late }`. */
export const postingResumed = 'posting.resumed';
/** When an account usually speaks was changed. About `account:ID`; data `{ account }`. */
export const slotsKept = 'slots.kept';
/** What is said again and again was written or changed, or is said no more. About `recurrence:ID`; data `{ recurrence }`. */
export const recurrenceKept = 'recurrence.kept';
export const recurrenceStopped = 'recurrence.stopped';
/** Somebody wrote to one of our accounts. About `message:ID`; data `{ message }`: publishing.message. */
export const messageReceived = 'message.received';
/** It was taken back. About `message:ID`; data `{ message }`. */
export const messageUnwritten = 'message.unwritten';
/** Somebody on a network asked not to be named here. About `network:NAME`; data `{ network }`. */
export const authorUnnamed = 'author.unnamed';
/** Where ads are bought was written, changed or dropped. About `ads:NETWORK`; data `{ network }`. */
export const adDeskKept = 'ads.kept';
/** What campaigns cost was written down. About `spending`; data `{ network, rows }`. */
export const spendingKept = 'spending.kept';
/** Somebody linked to a page of ours on a network. About `mention:ID`; data `{ mention }`: publishing.mention. */
export const mentionFound = 'mention.found';
/** It is no longer there. About `mention:ID`; data `{ mention }`. */
export const mentionWithdrawn = 'mention.withdrawn';
