export { isProfileWaiting } from '#moderation/server/queries/is-profile-waiting.ts';
export { reviewProfile } from '#moderation/server/review-profile.ts';
export { tryWatched } from '#moderation/server/queries/try-watched.ts';
export { flagComment, FlagComment } from '#moderation/server/commands/flag-comment.ts';
export { flagFromElsewhere } from '#moderation/server/commands/flag-from-elsewhere.ts';
export { decideComment, DecideComment } from '#moderation/server/commands/decide-comment.ts';
export { showAgain } from '#moderation/server/commands/show-again.ts';
export { undoDecision } from '#moderation/server/commands/undo-decision.ts';
export { decideAllOf } from '#moderation/server/commands/decide-all-of.ts';
export { decideMany, DecideMany, undoMany } from '#moderation/server/commands/decide-many.ts';
export {
	chooseRules,
	chooseWatched,
	ChooseWatched,
	listWatched,
	readRules,
} from '#moderation/server/commands/choose-watched.ts';
export { forgetWatched, judgeSaid } from '#moderation/server/judge-said.ts';
export { listQueue, countQueue } from '#moderation/server/queries/list-queue.ts';
export { readStanding } from '#moderation/server/queries/read-standing.ts';
export { listLog } from '#moderation/server/queries/list-log.ts';
export { noteWithheld } from '#moderation/server/jobs/note-withheld.ts';
export { moderationPerson } from '#moderation/server/person-source.ts';
export { hearAgain, restorePerson, suspendPerson, SuspendPerson } from '#moderation/server/commands/suspend-person.ts';
export { makeAppeal, MakeAppeal } from '#moderation/server/commands/make-appeal.ts';
export { answerAppeal, AnswerAppeal } from '#moderation/server/commands/answer-appeal.ts';
export { readCase } from '#moderation/server/queries/read-case.ts';
export { listAppeals } from '#moderation/server/queries/list-appeals.ts';
export { learnFrom, learnOrdinary } from '#moderation/server/jobs/learn-from.ts';
export { followMovedDecisions } from '#moderation/server/jobs/follow-moved-decisions.ts';
export { holdFlagged } from '#moderation/server/jobs/hold-flagged.ts';
export { reportProfile, ReportProfile } from '#moderation/server/commands/report-profile.ts';
export { reportMessage, ReportMessage } from '#moderation/server/commands/report-message.ts';
export { decideReport, DecideReport, openReport } from '#moderation/server/commands/decide-report.ts';
export { listOwnReports, listReports } from '#moderation/server/queries/list-reports.ts';
export { forgetCopies } from '#moderation/server/jobs/forget-copies.ts';
export { moderationKeepsakes } from '#moderation/server/keepsakes.ts';
