export { writeArticle, WriteArticle } from '#content/server/commands/write-article.ts';
export { publishArticle, unpublishArticle, PublishArticle } from '#content/server/commands/publish-article.ts';
export { publishScheduled } from '#content/server/jobs/publish-scheduled.ts';
export { listArticles, listTags } from '#content/server/queries/list-articles.ts';
export { listDrafts } from '#content/server/queries/list-drafts.ts';
export { findArticle, readArticle, readDraft } from '#content/server/queries/read-article.ts';
