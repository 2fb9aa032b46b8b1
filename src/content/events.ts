/** An article became public. About `article:ID` and `articles`. */
export interface ArticlePublished {
	article: number;
	slug: string;
	/** True the first time. */
	first: boolean;
}

export const articlePublished = 'article.published';
/** An article came from another place, where it was public. About what `article.published` is about; it is no news. */
export const articleImported = 'article.imported';
export const articleChanged = 'article.changed';
export const articleUnpublished = 'article.unpublished';
/** The HTML of an article was made anew; not a word changed. About `article:ID`. */
export const articleRedrawn = 'article.redrawn';
export const articleDrafted = 'article.drafted';

/** Between those who work on it: handed in, answered, talked about. About `article:ID`; readers see nothing of it. */
export const articleSubmitted = 'article.submitted';
export const articleApproved = 'article.approved';
export const articleReturned = 'article.returned';
export const articleNoted = 'article.noted';
/** A proposed change was given up. About `article:ID`. */
export const proposalWithdrawn = 'proposal.withdrawn';
export const deskChanged = 'desk.changed';
/** Another article stands first on the home page. About `articles`. */
export const articleFeatured = 'article.featured';

/** It went, and came back. About `article:ID`, and `articles` when readers had it. */
export const articleDeleted = 'article.deleted';
export const articleRestored = 'article.restored';
export const articlePurged = 'article.purged';

/** What articles have in common. About `series:ID` and `series`, or `tag:NAME`. */
export const seriesChanged = 'series.changed';
export const seriesDeleted = 'series.deleted';
export const tagDescribed = 'tag.described';
/** A tag is on nothing any more. About it, `articles` and the published articles that carried it; threads tell of themselves. */
export const tagRemoved = 'tag.removed';
/** A tag has another name, or became one with another. About both, `articles` and the published articles that carry it. */
export const tagRenamed = 'tag.renamed';

/** What an article leads on to became other. About `article:ID`. */
export const articleRelated = 'article.related';

/** A page changed for its readers, or its draft did. About `page:ID`, and `pages` when readers can see it. */
export const pageDrafted = 'page.drafted';
export const pageChanged = 'page.changed';
export const pagePublished = 'page.published';
/** A page came from another place, where it was public. About what `page.published` is about; it is no news. */
export const pageImported = 'page.imported';
export const pageUnpublished = 'page.unpublished';
/** The HTML of a page was made anew; not a word changed. About `page:ID`. */
export const pageRedrawn = 'page.redrawn';
export const pageDeleted = 'page.deleted';
/** Former versions of an article came home. About `article:ID`; data `{ article }`. */
export const revisionImported = 'revision.imported';

/** After these readers see something else than before at an article's address; whoever tells of it or finds it by its words hears them. */
export const articleSeen = [articlePublished, articleChanged, articleUnpublished, articleDeleted, articleRestored];
/** The same of pages and of series. */
export const pageSeen = [pagePublished, pageChanged, pageUnpublished, pageDeleted];
export const seriesSeen = [seriesChanged, seriesDeleted];
