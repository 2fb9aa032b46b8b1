/** Somebody said something. About `thread:ID`, its subject or `category:ID`, `threads`, and `member:ID` of the author. */
export interface CommentPosted {
	thread: number;
	comment: number;
	/** What the thread hangs under (`article:3`), or null. */
	subject: string | null;
	/** The member who wrote it; null for somebody on a network. */
	author: number | null;
	/** The network it was said on; null at home. */
	origin: string | null;
	parent: number | null;
}

/** A thread was started in the forum. About `thread:ID`, `category:ID`, `threads`, `member:ID`. */
export interface ThreadStarted {
	thread: number;
	category: number;
	author: number | null;
}

export const commentPosted = 'comment.posted';
/** Somebody said something that waits for a person. About `member:ID` of the author; data: `CommentPosted` and `waits`, the reasons. */
export const commentWithheld = 'comment.withheld';
export const commentEdited = 'comment.edited';
/** What a comment said before it was changed was erased; about the comment alone. */
export const versionsForgotten = 'comment.versions-forgotten';
/** A picture in a comment has other files; not a word of it changed. About everything that shows the thread. */
export const commentRedrawn = 'comment.redrawn';
export const commentDeleted = 'comment.deleted';
export const commentHidden = 'comment.hidden';
export const commentShown = 'comment.shown';
export const commentHeld = 'comment.held';
export const threadOpened = 'thread.opened';
export const threadStarted = 'thread.started';
export const threadChanged = 'thread.changed';
export const threadWithdrawn = 'thread.withdrawn';
export const threadHidden = 'thread.hidden';
export const threadShown = 'thread.shown';
/** A thread stands in another category; about both. */
export const threadMoved = 'thread.moved';
/** Some of a thread's comments are a thread of their own now; about both, and whoever wrote them. */
export const threadSplit = 'thread.split';
/** A thread went on in another one; about both, and whoever spoke in it. */
export const threadMerged = 'thread.merged';

/** Comments stand in another place: all that is kept of them by thread or category is looked up anew. */
export interface ThreadMoved {
	/** Where they stand now. */
	thread: number;
	/** Where they stood; the same where the thread itself moved. */
	from: number;
}

/** A thread is about something else now. About the thread, its category, `threads`. Data: `thread`, `tags`, `before`. */
export const threadTagged = 'thread.tagged';
/** A tag has another name, or none (`to`: null), on every thread that carried it. About `threads` and each, or `site`. Data: `tag`, `to`, `count`. */
export const threadsRetagged = 'thread.retagged';
/** Somebody else makes new tags from now on. Data: `from`, `before` (trust levels; 4: staff only). */
export const tagMakersChosen = 'tag.makers-chosen';
export const threadClosed = 'thread.closed';
export const threadOpenedAgain = 'thread.opened-again';
/** The threads of somebody who was shut out are looked after by somebody else. About both members; data `{ from, to, count }`. */
export const threadsTakenOver = 'thread.taken-over';
/** A category has another name, address or rule; about it, its face on other pages, and `threads`. */
export const categoryChanged = 'category.changed';
export const categoryRemoved = 'category.removed';
export const categoryCreated = 'category.created';
/** Many comments of another place came at once. About their threads, these' subjects and categories, and `threads`; nobody is told. Data: `threads`, `count`, `changed`. */
export const commentsImported = 'comment.imported';
/** Conversations of another place came, or were opened under what came from there. About `threads` and each; nobody is told. */
export const threadsImported = 'thread.imported';

/** Which comment answers a thread was said, or taken back. About the thread and the comment's author. Data: `thread`, `comment`. */
export const answerAccepted = 'answer.accepted';
export const answerReleased = 'answer.released';
export const ideaVoted = 'idea.voted';
export const ideaDecided = 'idea.decided';
export const pollVoted = 'poll.voted';
/** Somebody who left took their votes along; about the threads. */
export const votesForgotten = 'vote.forgotten';
export const pollClosed = 'poll.closed';

/** A comment answers a thread now. */
export interface AnswerAccepted {
	thread: number;
	comment: number;
	/** Who wrote it; null for somebody on a network. */
	author: number | null;
}

/** Somebody wanted to be reminded now; about the bookmark alone, which says of what. */
export const bookmarkDue = 'bookmark.due';

/** What a page says of itself that comments link to is shown, or says something else now; about the threads that show it. */
export const previewFound = 'preview.found';
/** The house shows such cards, or does not any more; about the site. */
export const previewsChosen = 'preview.chosen';

/** Somebody reacted to a comment, or took it back. About the thread alone: no list shows it. */
export const commentReacted = 'comment.reacted';
export const signsChosen = 'reaction.chosen';

export interface CommentReacted {
	thread: number;
	comment: number;
	/** Who wrote the comment; null for somebody on a network. */
	author: number | null;
	sign: string;
	/** False: it was taken back. */
	on: boolean;
}
/** Who wrote it on a network asked not to be named here. About everything that shows the thread; data `{ thread }`. */
export const commentUnnamed = 'comment.unnamed';
/** Who wrote it on a network is called otherwise there now. About everything that shows the thread; data `{ thread, network }`. */
export const foreignRenamed = 'comment.renamed';

/** The lists of those who help are other ones. About `helpers`. */
export const helpersCounted = 'helper.counted';

/** A thread was chosen as the one that people talked about in a week. About the thread; data: `ThreadHighlighted`. */
export const threadHighlighted = 'thread.highlighted';
export interface ThreadHighlighted {
	thread: number;
	/** Who began it; null: somebody who has left. */
	author: number | null;
	/** Monday of the week. */
	week: string;
}
