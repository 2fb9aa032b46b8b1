export { importLinks } from '#publishing/server/commands/import-links.ts';
export { importPosts } from '#publishing/server/commands/import-posts.ts';
export {
	beginConsent,
	connectByToken,
	connectPractice,
	finishConsent,
} from '#publishing/server/commands/connect-account.ts';
export { hearNetwork, largestHint, meetNetwork } from '#publishing/server/commands/hear-network.ts';
export { wayBack } from '#publishing/server/way-back.ts';
export { disconnectAccount } from '#publishing/server/commands/keep-account.ts';
export { keepApp } from '#publishing/server/commands/keep-app.ts';
export { takeOffer } from '#publishing/server/commands/keep-offers.ts';
export { greetAccount } from '#publishing/server/jobs/greet-account.ts';
export { checkAccount, keepAccounts } from '#publishing/server/jobs/keep-accounts.ts';
export { listAttempts } from '#publishing/server/queries/list-attempts.ts';
export { listNetworks, readNetwork } from '#publishing/server/queries/list-networks.ts';
export { listExpiring } from '#publishing/server/queries/list-expiring.ts';
export { createLink, CreateLink } from '#publishing/server/commands/create-link.ts';
export { changeQr, makeQr } from '#publishing/server/commands/keep-qr.ts';
export { resumeQr, stopQr } from '#publishing/server/commands/stop-qr.ts';
export { collectNow, confirmPost, retryPost } from '#publishing/server/commands/retry-post.ts';
export { shareArticle, ShareArticle } from '#publishing/server/commands/share-article.ts';
export { editPost, withdrawPost } from '#publishing/server/commands/amend-post.ts';
export { decideFollowUp } from '#publishing/server/commands/decide-follow-up.ts';
export { deliverFollowUps } from '#publishing/server/jobs/deliver-follow-ups.ts';
export { askApproval, keepApproval, reviewDraft } from '#publishing/server/commands/review-draft.ts';
export { approvalSince } from '#publishing/server/approval.ts';
export { listReviews, readReview } from '#publishing/server/queries/read-review.ts';
export { amendPost } from '#publishing/server/jobs/amend-post.ts';
export { listRefusedVariants } from '#publishing/server/queries/list-refused-variants.ts';
export { readPostDesk } from '#publishing/server/queries/read-post-desk.ts';
export { lookForPost } from '#publishing/server/commands/look-for-post.ts';
export { collectHinted, collectPost } from '#publishing/server/jobs/collect-post.ts';
export { deliverPost } from '#publishing/server/jobs/deliver-post.ts';
export { keepPosts } from '#publishing/server/jobs/keep-posts.ts';
export { findLink, listAllLinks, listLinks } from '#publishing/server/queries/find-link.ts';
export { listDestinations } from '#publishing/server/queries/list-destinations.ts';
export { listChosenQrs, listQrs, readQr } from '#publishing/server/queries/list-qrs.ts';
export { listAccounts } from '#publishing/server/queries/list-accounts.ts';
export { preparePaste, prepareShare } from '#publishing/server/queries/prepare-share.ts';
export { listPosts, listTroubledPosts, readPost, type PostCard } from '#publishing/server/queries/list-posts.ts';
export { authorNow } from '#publishing/server/author-now.ts';
export { actFor, openAccount } from '#publishing/server/open-account.ts';
export { replyOnce, type ReplyTurn } from '#publishing/server/reply-once.ts';
export { publishingPerson } from '#publishing/server/person-source.ts';
export { keepCampaign, retireCampaign } from '#publishing/server/commands/keep-campaign.ts';
export { keepDraft, KeepDraft } from '#publishing/server/commands/keep-draft.ts';
export { keepSlots } from '#publishing/server/commands/keep-slots.ts';
export { cancelVariant, moveVariant } from '#publishing/server/commands/move-variant.ts';
export { pausePosting, resumePosting } from '#publishing/server/commands/pause-posting.ts';
export { sendDue, sendVariant } from '#publishing/server/jobs/send-variant.ts';
export { listCalendar, type CalendarEntry } from '#publishing/server/queries/list-calendar.ts';
export { listCampaigns, listLabels } from '#publishing/server/queries/list-campaigns.ts';
export { listSlots } from '#publishing/server/queries/list-slots.ts';
export { readComposer } from '#publishing/server/queries/read-composer.ts';
export { countLate, readPause } from '#publishing/server/queries/read-pause.ts';
export { publishingKeepsakes } from '#publishing/server/keepsakes.ts';
