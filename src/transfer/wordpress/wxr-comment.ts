import type { Item } from '#transfer/item.ts';
import { lineEndsToHtml } from '#transfer/reading/paragraphs.ts';
import { childText, type XmlElement } from '#transfer/reading/read-xml.ts';
import { readTime } from '#transfer/wordpress/read-time.ts';
import type { Survey } from '#transfer/wordpress/survey-wxr.ts';

/** What was said under an article, oldest first, so that an answer follows what it answers. */
export function* commentsOfWxr(item: XmlElement, survey: Survey, under: string): Generator<Item> {
	const comments = item.children.filter((child) => child.name === 'wp:comment');
	const number = (comment: XmlElement): number => Number(childText(comment, 'wp:comment_id')) || 0;
	for (const comment of comments.sort((one, other) => number(one) - number(other)))
		yield commentItem(comment, survey, under);
}

function commentItem(comment: XmlElement, survey: Survey, under: string): Item {
	const field = (name: string): string => childText(comment, name).trim();
	const id = field('wp:comment_id');
	const name = field('wp:comment_author').slice(0, 100);
	const text = childText(comment, 'wp:comment_content');
	const why = whyNot(field('wp:comment_approved'), field('wp:comment_type'), text, id);
	if (why) {
		const title = `${name}: ${text.replace(/<[^>]{0,1000}>|\s+/g, ' ').slice(0, 80)}`;
		return { kind: 'left', id: id || `${under}#?`, what: 'comment', title, note: { code: why } };
	}
	const parent = field('wp:comment_parent');
	const posted = readTime(field('wp:comment_date_gmt'), field('wp:comment_date'));
	return {
		kind: 'comment',
		id,
		under,
		parent: parent && parent !== '0' ? parent : null,
		author: { person: survey.logins.get(field('wp:comment_user_id')) ?? null, name },
		html: lineEndsToHtml(text),
		posted: posted ?? new Date(0),
		...(posted ? {} : { notes: [{ code: 'time-unknown' }] }),
	};
}

function whyNot(approved: string, type: string, text: string, id: string): string | null {
	if (!id) return 'no-id';
	if (type === 'pingback' || type === 'trackback') return 'comment.pingback';
	if (type && type !== 'comment' && type !== 'review') return 'comment.type';
	if (approved === 'spam') return 'comment.spam';
	if (approved === 'trash' || approved === 'post-trashed') return 'trash';
	if (approved === '0' || approved === 'hold') return 'comment.waiting';
	return text.trim() ? null : 'empty';
}
