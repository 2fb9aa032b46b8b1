export {
	answerConversation,
	AnswerConversation,
	closeConversation,
	reopenConversation,
	retryAnswer,
} from '#inbox/server/commands/answer-conversation.ts';
export { deliverAnswer, keepAnswers } from '#inbox/server/jobs/deliver-answer.ts';
export { hideAuthor } from '#inbox/server/commands/hide-author.ts';
export {
	bringCommentsHome,
	followComments,
	followNames,
	forgetMentions,
	forgetMessages,
	noteComments,
	takeMentions,
	takeMessages,
	withdrawGone,
} from '#inbox/server/jobs/react.ts';
export {
	conversationStates,
	countConversations,
	countWaiting,
	listConversations,
	type ConversationState,
} from '#inbox/server/queries/list-conversations.ts';
export { readConversation } from '#inbox/server/queries/read-conversation.ts';
export { inboxPerson } from '#inbox/server/person-source.ts';
