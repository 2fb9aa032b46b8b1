export { sendAgain } from '#notification/server/commands/send-again.ts';
export { changePreferences, ChangePreferences } from '#notification/server/commands/change-preferences.ts';
export { confirmSubscription, ConfirmSubscription } from '#notification/server/commands/confirm-subscription.ts';
export { keepTopic, KeepTopic, retireTopic } from '#notification/server/commands/keep-topic.ts';
export { subscribe, Subscribe } from '#notification/server/commands/subscribe.ts';
export { releaseAddress, suppressAddress, SuppressAddress } from '#notification/server/commands/suppress-address.ts';
export {
	changeMailing,
	ChangeMailing,
	createMailing,
	deleteMailing,
} from '#notification/server/commands/write-mailing.ts';
export {
	cancelMailing,
	pauseMailing,
	resumeMailing,
	scheduleMailing,
	stopMailing,
} from '#notification/server/commands/order-mailing.ts';
export { keepMailings, letGoOfMailings, waitForMailings } from '#notification/server/jobs/keep-mailings.ts';
export { forgetUnconfirmed } from '#notification/server/jobs/forget-unconfirmed.ts';
export { listSubscribers } from '#notification/server/queries/list-subscribers.ts';
export { listSuppressed } from '#notification/server/queries/list-suppressed.ts';
export { listAllTopics, listTopics } from '#notification/server/queries/list-topics.ts';
export { readConfirmation, readPreferences } from '#notification/server/queries/read-preferences.ts';
export { sendTest } from '#notification/server/commands/send-test.ts';
export { unsubscribe, Unsubscribe } from '#notification/server/commands/unsubscribe.ts';
export { listMailings, listSendable, listTroubledMailings } from '#notification/server/queries/list-mailings.ts';
export { previewMailing } from '#notification/server/queries/preview-mailing.ts';
export { listUnsent, readMailing, type Sum } from '#notification/server/queries/read-mailing.ts';
export { readUnsubscribing } from '#notification/server/queries/read-unsubscribing.ts';
export { readPace, setPace, SetPace } from '#notification/server/commands/set-pace.ts';
export { noteMailClick } from '#notification/server/commands/note-mail-click.ts';
export { closeDoor, listDoors, openDoor, OpenDoor } from '#notification/server/commands/open-door.ts';
export { connectMailbox, forgetMailbox, readMailbox } from '#notification/server/commands/keep-mailbox.ts';
export { readReturned } from '#notification/server/mailbox/read-returned.ts';
export { readResults, type Results } from '#notification/server/queries/read-results.ts';
export { largestReport, receiveReport } from '#notification/server/reports/receive-report.ts';
export { notificationPerson } from '#notification/server/person-source.ts';
export { readNotices, readThreadNotices } from '#notification/server/commands/read-notices.ts';
export { tellOfAnswer, tellOfComment } from '#notification/server/jobs/tell-of-comment.ts';
export { followMovedComments } from '#notification/server/jobs/follow-moved-comments.ts';
export { tellOfBookmark } from '#notification/server/jobs/tell-of-bookmark.ts';
export { tellOfDecision, tellOfWaiting } from '#notification/server/jobs/tell-of-decision.ts';
export { tellOfReaction } from '#notification/server/jobs/tell-of-reaction.ts';
export { keepBundles } from '#notification/server/jobs/keep-bundles.ts';
export { forgetNotices } from '#notification/server/jobs/forget-notices.ts';
export { listNotices, unreadNotices } from '#notification/server/queries/list-notices.ts';
export { largestMail, receiveMail } from '#notification/server/reply/receive-mail.ts';
export { closeReplyDoor, openReplyDoor, readReplyDoor } from '#notification/server/commands/keep-reply-door.ts';
export { notificationKeepsakes } from '#notification/server/keepsakes.ts';
export { addDevice } from '#notification/server/commands/add-device.ts';
export { removeDevice } from '#notification/server/commands/remove-device.ts';
export { listDevices } from '#notification/server/queries/list-devices.ts';
export { followSession } from '#notification/server/jobs/follow-session.ts';
export { keepPushes } from '#notification/server/jobs/keep-pushes.ts';
export { keepGreeting, readGreetings, resetGreeting } from '#notification/server/commands/keep-greeting.ts';
export { followAddress } from '#notification/server/jobs/follow-address.ts';
export { greetJoined } from '#notification/server/jobs/greet-joined.ts';
export { keepMissives } from '#notification/server/jobs/keep-missives.ts';
export { orderMissives } from '#notification/server/jobs/order-missives.ts';
export { tellOfMessage } from '#notification/server/jobs/tell-of-message.ts';
