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
