/** How the site is found was changed. About `site`. */
export const foundChanged = 'found.changed';
/** An article's own words for search engines were changed. About `article:ID` and `articles`. */
export const overrideChanged = 'override.changed';
