/** An article's parts beside its text, as its form needs them. */
interface Written {
	title: string;
	excerpt: string;
	slug: string;
	tags: readonly string[];
	access: string;
	segment: number | null;
	locale: string;
	authors: readonly number[];
	series: number | null;
	series_position: number | null;
	chosen_cover: number | null;
}

/** Name of the box that says that a member is among the authors. */
export const authorBox = (member: number): string => `author-${member}`;

/** An article as its form shows it; every field is text, as it is posted. */
export const fieldsOf = (article: Written): Record<string, string> => ({
	title: article.title,
	excerpt: article.excerpt,
	slug: article.slug,
	tags: article.tags.join('、'),
	access: article.segment === null ? article.access : `segment:${article.segment}`,
	locale: article.locale,
	series: String(article.series ?? ''),
	seriesPosition: String(article.series_position ?? ''),
	cover: String(article.chosen_cover ?? ''),
	...Object.fromEntries(article.authors.map((member) => [authorBox(member), 'on'])),
});

/** The members whose boxes are ticked, in the order in which the form has them. */
export const tickedAuthors = (fields: Record<string, string>): number[] =>
	Object.keys(fields).flatMap((name) => {
		const member = /^author-(\d{1,15})$/.exec(name)?.[1];
		return member ? [Number(member)] : [];
	});

/** Tags as they are typed, between commas of any kind. */
export const splitTags = (typed: string): string[] =>
	typed
		.split(/[,，、]/)
		.map((tag) => tag.trim())
		.filter(Boolean);
