export { pictureIds, renderBody } from '#content/server/render-body.ts';
export { importRevisions } from '#content/server/commands/import-revisions.ts';
export { writeArticle, WriteArticle } from '#content/server/commands/write-article.ts';
export { importArticles, ImportArticles } from '#content/server/commands/import-articles.ts';
export { importPage, ImportPage } from '#content/server/commands/import-page.ts';
export {
	cancelSchedule,
	publishArticle,
	PublishArticle,
	scheduleArticle,
	unpublishArticle,
} from '#content/server/commands/publish-article.ts';
export { approveArticle, noteArticle, returnArticle, submitArticle } from '#content/server/commands/review-article.ts';
export { featureArticle } from '#content/server/commands/feature-article.ts';
export { readFeatured } from '#content/server/queries/read-featured.ts';
export {
	approveProposal,
	proposeChange,
	returnProposal,
	withdrawProposal,
} from '#content/server/commands/propose-change.ts';
export { noticeProposal, readProposal } from '#content/server/queries/read-proposal.ts';
export { setDesk } from '#content/server/commands/set-desk.ts';
export {
	deleteArticle,
	DeleteArticle,
	restorableDays,
	restoreArticle,
} from '#content/server/commands/delete-article.ts';
export { linkTranslation, unlinkTranslation } from '#content/server/commands/link-translation.ts';
export { translateArticle } from '#content/server/commands/translate-article.ts';
export { deleteSeries, keepSeries, orderSeries } from '#content/server/commands/keep-series.ts';
export { describeTag } from '#content/server/commands/describe-tag.ts';
export { removeTag } from '#content/server/commands/remove-tag.ts';
export { renameTag } from '#content/server/commands/rename-tag.ts';
export { purgeDeleted } from '#content/server/jobs/purge-deleted.ts';
export { relateArticles, relateImported } from '#content/server/jobs/relate-articles.ts';
export { listNotes, type Note } from '#content/server/queries/list-notes.ts';
export { readDesk } from '#content/server/queries/read-desk.ts';
export { listDeleted } from '#content/server/queries/list-deleted.ts';
export { findAddress, type AddressEnd } from '#content/server/queries/find-address.ts';
export { listSeries, readSeries, readSeriesPlan } from '#content/server/queries/read-series.ts';
export { listShownSeries } from '#content/server/queries/list-shown-series.ts';
export { findPresentTag, listTagWords, readTag } from '#content/server/queries/read-tag.ts';
export { publishScheduled } from '#content/server/jobs/publish-scheduled.ts';
export { countTags, listArticles, listTags } from '#content/server/queries/list-articles.ts';
export { countDrafts, listDrafts } from '#content/server/queries/list-drafts.ts';
export { listUnlinked } from '#content/server/queries/list-unlinked.ts';
export { listNarrowed } from '#content/server/queries/list-narrowed.ts';
export { findArticle, findArticles, readArticle, readDraft } from '#content/server/queries/read-article.ts';
export { writePage, WritePage } from '#content/server/commands/write-page.ts';
export { restorePageRevision } from '#content/server/commands/restore-page-revision.ts';
export { listPageRevisions, readPageRevision } from '#content/server/queries/list-page-revisions.ts';
export { deletePage, DeletePage, publishPage, unpublishPage } from '#content/server/commands/publish-page.ts';
export { listPageDrafts, listPages } from '#content/server/queries/list-pages.ts';
export { readPage, readPageDraft } from '#content/server/queries/read-page.ts';
export { keepDraft, discardDraft, KeepDraft } from '#content/server/commands/keep-draft.ts';
export { noteEditing } from '#content/server/commands/note-editing.ts';
export { restoreRevision } from '#content/server/commands/restore-revision.ts';
export { readKept, listBegun } from '#content/server/queries/read-kept.ts';
export { listRevisions } from '#content/server/queries/list-revisions.ts';
export { readRevision, type ArticleDifference } from '#content/server/queries/read-revision.ts';
export { compareWithSaved } from '#content/server/queries/compare-with-saved.ts';
export { redrawBodies } from '#content/server/jobs/redraw-bodies.ts';
export { fillBody } from '#content/server/fill-body.ts';
export { nameProducts, nameProductsIn } from '#content/server/name-products.ts';
export { readersKeepsakes } from '#content/server/readers-keepsake.ts';
export { admitted } from '#content/server/narrow.ts';
export { findOnlooker } from '#content/server/queries/find-onlooker.ts';
export { findTaker, type Taker } from '#content/server/queries/find-taker.ts';
export { listWriters } from '#content/server/queries/list-writers.ts';
export { listSiblings } from '#content/server/queries/list-siblings.ts';
export { contentPerson } from '#content/server/person-source.ts';
export { contentKeepsakes } from '#content/server/keepsakes.ts';
