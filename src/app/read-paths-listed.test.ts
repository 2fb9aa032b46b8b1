import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const source = path.resolve(import.meta.dirname, '..');

/** What says who may see a thread's category: the predicate of lists, the two states of one thread, or what is built on them. */
const judges =
	/\b(openCategory|openTalk|kept_from|accessColumns|accessParts|closed_to|community\.lets|threadCards|visibleThreads|visibleNotice|loadThread|peekThread|loadComment|findThread|loadPlace)\b/;

/**
 * Sources that ask for threads or comments and judge nothing, each with why that is right. Whoever writes a new one lays in
 * `openTalk` (`community/server/access.ts`), or says here why it need not.
 */
const unjudged: Record<string, string> = {
	'community/server/jobs/close-silent.ts': 'closes, tells nothing',
	'community/server/jobs/follow-own.ts': 'one’s own',
	'community/server/take-pictures-out.ts': 'of whoever leaves',
	'community/server/commands/redraw-comment.ts': 'by the product itself',
	'community/server/commands/keep-preview.ts': 'by the product itself; names threads in a fact',
	'community/server/commands/unname-foreign.ts': 'by the product itself',
	'community/server/commands/rename-foreign.ts': 'by the product itself',
	'community/server/commands/show-preview.ts': 'by the product itself',
	'community/server/jobs/preview-links.ts': 'by the product itself',
	'community/server/keepsakes.ts': 'the whole house, for its owner',
	'transfer/left-behind.ts': 'names of tables',
	'federation/server/known-as.ts': 'what somebody elsewhere is called, for the house itself',
	'federation/server/person-source.ts': 'a person’s own archive',
	'federation/server/jobs/follow-things.ts': 'names what was told already; what is told is judged by findThread',
	'community/server/keep-version.ts': 'keeps what it said; who calls judges',
	'community/server/recount.ts': 'counts for the row itself',
	'community/server/read-record.ts': 'one’s own numbers',
	'community/server/note-unread.ts': 'notes for the lists, which judge',
	'community/server/move-comments.ts': 'moves',
	'community/server/collect-talk.ts': 'a person’s own archive',
	'community/server/commands/open-thread.ts': 'under something: no category',
	'community/server/commands/import-threads.ts': 'by the product itself',
	'community/server/commands/import-comments.ts': 'by the product itself',
	'community/server/commands/import-reactions.ts': 'by the product itself',
	'community/server/commands/import-answers.ts': 'by the product itself',
	'community/server/commands/change-category.ts': 'moves addresses along',
	'community/server/commands/take-over-threads.ts': 'by moderators',
	'community/server/commands/rename-thread-tag.ts': 'by editors, of the whole house',
	'community/server/carry-tag-followers.ts': 'by editors, of the whole house',
	'content/server/tag-carriers.ts': 'for editors',
	'community/server/commands/release-held.ts': 'one’s own; posting judges',
	'community/server/commands/start-thread.ts': 'writes; loadStarting judges',
	'community/server/queries/read-places.ts': 'of a thread that readThread has judged',
	'community/server/queries/read-news.ts': 'the front asks listHearing',
	'moderation/server/jobs/learn-from.ts': 'learns, tells nothing',
	'moderation/server/jobs/note-withheld.ts': 'queue, for moderators',
	'moderation/server/jobs/follow-moved-decisions.ts': 'moves',
	'moderation/server/jobs/hold-flagged.ts': 'by the product itself',
	'moderation/server/learn.ts': 'learns, tells nothing',
	'moderation/server/load-case.ts': 'what was decided about one’s own words',
	'moderation/server/judge-said.ts': 'counts of the author',
	'moderation/server/commands/decide-all-of.ts': 'for moderators',
	'moderation/server/load-decided.ts': 'for moderators',
	'moderation/server/queries/list-appeals.ts': 'for moderators',
	'moderation/server/queries/read-standing.ts': 'of a comment that whoever calls has judged',
	'moderation/server/queries/list-queue.ts': 'for moderators',
	'notification/server/jobs/tell-of-decision.ts': 'one’s own words',
	'notification/server/jobs/follow-moved-comments.ts': 'moves',
	'notification/server/jobs/tell-of-reaction.ts': 'one’s own words; visibleNotice judges when it is told',
	'federation/server/list-replies.ts': 'spokenThing judges the thing above, as a visitor',
	'federation/server/commands/keep-said.ts': 'takes in: where it may stand is asked of spokenThing and the thread',
	'federation/server/commands/tell-thing.ts': 'shows nothing: whom to tell; what is told comes from spokenThing',
	'notification/server/jobs/tell-of-bookmark.ts': 'visibleNotice judges when it is told',
	'notification/server/reply/receive-reply.ts': 'posting judges',
	'membership/server/jobs/keep-traits.ts': 'when somebody spoke last',
	'search/server/jobs/follow-changes.ts': 'the index; who asks is judged',
	'search/server/jobs/catch-up.ts': 'the index; who asks is judged',
	'search/server/read-entries.ts': 'the index; who asks is judged',
	'content/server/commands/import-articles.ts': 'under articles: no category',
	'content/server/queries/list-drafts.ts': 'under articles: no category',
	'content/server/visible.ts': 'under articles: no category',
	'seo/server/queries/read-thread-standing.ts': 'one yes or no, of a thread whose page was read',
	'seo/server/indexed-threads.ts': 'a part of queries that judge',
	'insight/server/queries/board-sql.ts': 'numbers for those who work here',
	'insight/server/queries/read-post-results.ts': 'numbers for those who work here',
	'commerce/server/queries/find-products.ts': 'how many stars; under products: no category',
	'site/server/queries/find-way-out.ts': 'under articles: no category',
	'inbox/server/jobs/react.ts': 'moves',
	'inbox/server/commands/bring-home.ts': 'by the product itself',
	'inbox/server/commands/note-comment.ts': 'notes for the inbox, which judges',
	'inbox/server/commands/take-answer-turn.ts': 'of a conversation that was judged',
	'transfer/server/export/write-writings.ts': 'the whole house, for its owner',
	'transfer/server/export/talk-lines.ts': 'the whole house, for its owner',
	'transfer/server/import/adopt.ts': 'by the product itself',
	'transfer/server/import/recognise.ts': 'by the product itself',
};

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
	(file) =>
		file.endsWith('.ts') &&
		!/\.test\.ts$|\/tables\.ts$|(^|\/)(testing|sample-brand)\/|\/sow\.ts$|fixture/.test(file) &&
		!file.startsWith('routes'),
);
const asks = /community\.(thread|comment)\b/;
const silent = files.filter((file) => {
	const text = readFileSync(path.join(source, file), 'utf8');
	return asks.test(text) && !judges.test(text);
});

it('every query over threads judges who may see their category, or stands in the list that says why it need not', () => {
	expect(silent.filter((file) => !(file in unjudged))).toEqual([]);
});

it('nothing stands in that list for nothing', () => {
	expect(Object.keys(unjudged).filter((file) => !silent.includes(file))).toEqual([]);
});
