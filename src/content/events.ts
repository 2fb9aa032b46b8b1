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
export const articleDrafted = 'article.drafted';

/** A page changed for its readers, or its draft did. About `page:ID`, and `pages` when readers can see it. */
export const pageDrafted = 'page.drafted';
export const pageChanged = 'page.changed';
export const pagePublished = 'page.published';
export const pageUnpublished = 'page.unpublished';
export const pageDeleted = 'page.deleted';
