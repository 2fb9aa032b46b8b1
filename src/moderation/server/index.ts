export { flagComment, FlagComment } from '#moderation/server/commands/flag-comment.ts';
export { decideComment, DecideComment } from '#moderation/server/commands/decide-comment.ts';
export { undoDecision } from '#moderation/server/commands/undo-decision.ts';
export { decideMany, DecideMany, undoMany } from '#moderation/server/commands/decide-many.ts';
export { listQueue, countQueue } from '#moderation/server/queries/list-queue.ts';
export { readStanding } from '#moderation/server/queries/read-standing.ts';
export { listLog } from '#moderation/server/queries/list-log.ts';
export { noteWithheld } from '#moderation/server/jobs/note-withheld.ts';
export { moderationPerson } from '#moderation/server/person-source.ts';
