import type { ShownComment, ThreadPage } from '#community/thread.ts';
import type { Locale } from '#platform/language/locale.ts';
import { interactionsOf, personNode, pageNode, trailNode, type GraphNode, type Place, type Step } from '#seo/graph.ts';
import type { Head } from '#seo/head.ts';
import { questionNode } from '#seo/question-node.ts';
import { readText } from '#seo/read-text.ts';

/** What only the thread's own page knows. */
export interface ThreadFacts {
	locale: Locale;
	/** Address of this page of the thread, with its cursor. */
	path: string;
	/** False for the first thread of somebody new that nobody has answered yet. */
	indexed: boolean;
	trail: readonly Step[];
}

/** Characters of the opening that a description shows. */
const descriptionLength = 120;

/**
 * The head of a thread that members wrote: a DiscussionForumPosting whose comments are nested as they stand on the page
 * (Google, structured data for forums), or where members ask and answer a question the Question of a QAPage. Later pages
 * are canonical to themselves; the posting's address is the first. What asks for reviews is neither: Google wants no forum's markup on reviews, and
 * none of stars where there is no product's page.
 */
export function threadHead(page: ThreadPage, place: Place, { locale, path, indexed, trail }: ThreadFacts): Head {
	const { thread } = page;
	const [first] = page.comments;
	const opening = page.first && first && thread.author && first.author?.handle === thread.author.handle ? first : null;
	const text = opening ? readText(opening.html) : { text: '', picture: null };
	const answers = opening ? [...opening.replies, ...page.comments.slice(1)] : page.comments;
	const url = place.siteUrl + thread.path;
	const question = questionNode(page, place, { opening, answers, page: place.siteUrl + path });
	// Without the words of the opening (a later page, a hidden one) there is nothing that Google would accept.
	const posting: GraphNode[] = question
		? [question]
		: thread.kind !== 'review' && thread.author && (text.text || text.picture)
			? [
					{
						'@type': 'DiscussionForumPosting',
						'@id': `${url}#thread`,
						url,
						mainEntityOfPage: { '@id': `${place.siteUrl}${path}#page` },
						headline: thread.title,
						...(text.text ? { text: text.text } : {}),
						...(text.picture ? { image: place.siteUrl + text.picture } : {}),
						datePublished: (opening?.posted ?? thread.opened).toISOString(),
						...(opening?.edited ? { dateModified: opening.edited.toISOString() } : {}),
						author: personNode(place.siteUrl, thread.author),
						commentCount: thread.replies,
						...interactionsOf({ CommentAction: thread.replies, LikeAction: reactionsTo(opening) }),
						...(thread.category ? { isPartOf: place.siteUrl + categoryOf(trail) } : {}),
						...(answers.length ? { comment: answers.flatMap((answer) => commentNodes(answer, place)) } : {}),
					},
				]
			: [];
	return {
		title: thread.title,
		description: [...(text.text || thread.title)].slice(0, descriptionLength).join('').replace(/\s+/g, ' '),
		path,
		kind: 'article',
		locale,
		published: thread.opened,
		indexed,
		nodes: [
			...posting,
			pageNode(
				place,
				{ path, name: thread.title, locale, trail: true, ...(question ? { type: 'QAPage' } : {}) },
				question ? { mainEntity: { '@id': question['@id'] } } : {},
			),
			trailNode(place, path, trail, thread.title),
		],
	};
}

const categoryOf = (trail: readonly Step[]): string => trail.at(-1)?.path ?? '/community';

/** A comment with those below it. The place of one that is gone is said to be one; a place without a word is left out. */
function commentNodes(comment: ShownComment, place: Place): GraphNode[] {
	const below = comment.replies.flatMap((reply) => commentNodes(reply, place));
	const nested = below.length ? { comment: below } : {};
	if (comment.state !== 'shown') {
		return below.length
			? [{ '@type': 'Comment', creativeWorkStatus: 'Deleted', datePublished: comment.posted.toISOString(), ...nested }]
			: [];
	}
	const { text, picture } = readText(comment.html);
	const author = authorOf(comment, place);
	if (!author || (!text && !picture)) return below;
	return [
		{
			'@type': 'Comment',
			...(text ? { text } : {}),
			...(picture ? { image: place.siteUrl + picture } : {}),
			datePublished: comment.posted.toISOString(),
			...(comment.edited ? { dateModified: comment.edited.toISOString() } : {}),
			author,
			...interactionsOf({ LikeAction: reactionsTo(comment) }),
			...nested,
		},
	];
}

/** How many reacted, whatever with. */
const reactionsTo = (comment: ShownComment | null): number =>
	(comment?.reactions ?? []).reduce((sum, { count }) => sum + count, 0);

/** Who said it; somebody on a network has no profile here. */
function authorOf({ author, origin }: ShownComment, { siteUrl }: Place): GraphNode | null {
	if (author) return personNode(siteUrl, author);
	return origin?.author ? { '@type': 'Person', name: origin.author } : null;
}
