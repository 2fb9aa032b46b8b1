export { addRedirects, AddRedirects, type RedirectReport } from '#seo/server/commands/add-redirects.ts';
export { deleteRedirect } from '#seo/server/commands/delete-redirect.ts';
export { followRedirect } from '#seo/server/commands/follow-redirect.ts';
export { listRedirects, type ListedRedirect } from '#seo/server/queries/list-redirects.ts';
export { changeSettings, ChangeSettings } from '#seo/server/commands/change-settings.ts';
export { listFeedArticles, listFeedThreads } from '#seo/server/queries/read-feed.ts';
export { readSettings, type FoundSettings } from '#seo/server/queries/read-settings.ts';
export { listSitemaps, walkSitemap } from '#seo/server/queries/list-sitemaps.ts';
export { readThreadStanding } from '#seo/server/queries/read-thread-standing.ts';
