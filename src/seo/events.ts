/** How the site is found was changed. About `site`. */
export const foundChanged = 'found.changed';
/** An article's own words for search engines were changed. About `article:ID` and `articles`. */
export const overrideChanged = 'override.changed';
/** Redirects were added or changed. About `redirects`, and `site` when one leads away from the home page's queries. */
export const redirectsAdded = 'redirects.added';
export const redirectDeleted = 'redirect.deleted';
