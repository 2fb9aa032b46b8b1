/** How the site is found was changed. About `site`. */
export const foundChanged = 'found.changed';
/** An article's own words for search engines were changed. About `article:ID` and `articles`. */
export const overrideChanged = 'override.changed';
/** Redirects were added or changed. About `redirects`, and `site` when one leads away from the home page's queries. */
export const redirectsAdded = 'redirects.added';
export const redirectDeleted = 'redirect.deleted';
/** A page that links to an article was looked at. About `article:ID` when it is shown there, else `mention:ID`. */
export const mentionVerified = 'mention.verified';
/** A mention was let through or taken away. About `article:ID`. */
export const mentionJudged = 'mention.judged';
/** Search Console was connected, cut off, or did not answer as asked. About `search-console`, which no public page shows. */
export const searchConnected = 'search-console.connected';
export const searchDisconnected = 'search-console.disconnected';
export const searchTroubled = 'search-console.troubled';
