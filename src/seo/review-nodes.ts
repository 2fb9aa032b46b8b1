import type { ShownComment, ThreadPage } from '#community/thread.ts';
import { meanStars, ratings } from '#community/stars.ts';
import { personNode, type GraphNode, type Place } from '#seo/graph.ts';
import { readText } from '#seo/read-text.ts';

/** Characters that a name may have (Google, review snippet). */
const longestName = 100;

/**
 * What people make of a product, as its page shows it: the mean that stands there, and every review that can be read on it (Google, review
 * snippet: all that are visible, none that is not, never of the house itself, by people with a name). What somebody was paid for, and what people of
 * the house say, is no review of a customer: it stands on the page, marked, and is not told of here.
 */
export function reviewNodes({ thread, comments }: ThreadPage, place: Place): GraphNode {
	const mean = thread.stars && meanStars(thread.stars);
	if (!thread.stars || mean === null) return {};
	const reviews = comments.flatMap((comment) => reviewNode(comment, place));
	return {
		aggregateRating: { '@type': 'AggregateRating', ratingValue: mean, ratingCount: ratings(thread.stars) },
		...(reviews.length ? { review: reviews } : {}),
	};
}

function reviewNode({ given, author, html, state, posted, edited }: ShownComment, place: Place): GraphNode[] {
	if (!given || given.disclosed === 'paid' || state !== 'shown' || !author || author.staff) return [];
	if ([...author.name].length >= longestName) return [];
	const { text } = readText(html);
	return [
		{
			'@type': 'Review',
			reviewRating: { '@type': 'Rating', ratingValue: given.stars },
			author: personNode(place.siteUrl, author),
			datePublished: posted.toISOString(),
			...(edited ? { dateModified: edited.toISOString() } : {}),
			...(text ? { reviewBody: text } : {}),
		},
	];
}
