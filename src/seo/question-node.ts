import type { ShownComment, ThreadPage } from '#community/thread.ts';
import { personNode, type GraphNode, type Place } from '#seo/graph.ts';
import { readText } from '#seo/read-text.ts';

/** What a question's page knows besides its thread. */
interface Asked {
	/** The question itself, when the page shows it. */
	opening: ShownComment | null;
	/** What stands directly under it on this page. */
	answers: readonly ShownComment[];
	/** The whole address of this page. */
	page: string;
}

/**
 * A thread in which members ask one question and answer it, as a Question (Google, Q&A): the page is a QAPage. Only the first
 * page tells of it, since the question stands there. Accepted is what the asker or the house accepted, never the newest;
 * an answer without words is none.
 */
export function questionNode({ thread, answer, first }: ThreadPage, place: Place, asked: Asked): GraphNode | null {
	const { opening, answers, page } = asked;
	if (thread.kind !== 'question' || !first || !opening || !thread.author) return null;
	const { text, picture } = readText(opening.html);
	if (!text && !picture) return null;
	const accepted = answer ? answerNode(answer, place, page) : null;
	const others = answers.flatMap((one) => (one.id === answer?.id ? [] : (answerNode(one, place, page) ?? [])));
	return {
		'@type': 'Question',
		'@id': `${place.siteUrl}${thread.path}#thread`,
		name: thread.title,
		...(text ? { text } : {}),
		...(picture ? { image: place.siteUrl + picture } : {}),
		datePublished: opening.posted.toISOString(),
		...(opening.edited ? { dateModified: opening.edited.toISOString() } : {}),
		author: personNode(place.siteUrl, thread.author),
		// Never fewer than the page shows: an answer that was accepted may be a reply to another.
		answerCount: Math.max(thread.replies, others.length + (accepted ? 1 : 0)),
		...(accepted ? { acceptedAnswer: accepted } : {}),
		...(others.length ? { suggestedAnswer: others } : {}),
	};
}

/** An answer that can be read here, with its own address; null for a marked place or one of nobody known. */
function answerNode(comment: ShownComment, { siteUrl }: Place, page: string): GraphNode | null {
	if (comment.state !== 'shown') return null;
	const { text, picture } = readText(comment.html);
	const { author, origin } = comment;
	if (!text || (!author && !origin?.author)) return null;
	return {
		'@type': 'Answer',
		url: `${page}#comment-${comment.id}`,
		text,
		...(picture ? { image: siteUrl + picture } : {}),
		datePublished: comment.posted.toISOString(),
		...(comment.edited ? { dateModified: comment.edited.toISOString() } : {}),
		author: author ? personNode(siteUrl, author) : { '@type': 'Person', name: origin?.author },
	};
}
