/** An article became public. About `article:ID` and `articles`. */
export interface ArticlePublished {
	article: number;
	slug: string;
	/** True the first time. */
	first: boolean;
}

export const articlePublished = 'article.published';
export const articleChanged = 'article.changed';
export const articleUnpublished = 'article.unpublished';
/** The HTML of an article was made anew; not a word changed. About `article:ID`. */
export const articleRedrawn = 'article.redrawn';
export const articleDrafted = 'article.drafted';

/** A page changed for its readers, or its draft did. About `page:ID`, and `pages` when readers can see it. */
export const pageDrafted = 'page.drafted';
export const pageChanged = 'page.changed';
export const pagePublished = 'page.published';
export const pageUnpublished = 'page.unpublished';
/** The HTML of a page was made anew; not a word changed. About `page:ID`. */
export const pageRedrawn = 'page.redrawn';
export const pageDeleted = 'page.deleted';
