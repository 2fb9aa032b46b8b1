import type { Ctx } from '#platform/context/context.ts';
import { shorten } from '#platform/document/shorten.ts';
import { commentWorkPath } from '#community/thread.ts';
import { mediaPath } from '#media/picture.ts';
import { readBrand } from '#site/server/index.ts';
import { notificationText } from '#notification/messages/index.ts';
import { orderKinds, type Notice } from '#notification/notice.ts';
import { sayNotice } from '#notification/say-notice.ts';
import type { PushText } from '#notification/server/push/read-push.ts';
import type { PushMessage } from '#notification/server/push/send-push.ts';

/** Characters of a title and of a comment; in any script they stay far below what a service takes. */
const [longestTitle, longestText] = [80, 120];

/** What static/worker.js makes a notice of. */
export interface PushNotice {
	title: string;
	body: string;
	/** Where a click leads, on this site. */
	path: string;
	/** What is said of the same thing takes the place of what was said before. */
	tag: string;
	/** What was read then: the thread, up to this comment. Of a private talk neither: opening it is reading it. */
	thread?: number;
	comment?: number;
	lang: string;
	icon?: string;
}

/** Writes what a device shows, in the member's language: who did what, in which thread, with the beginning of what was said. */
export async function writePush(ctx: Ctx, { locale, thread, title, notices }: PushText): Promise<PushMessage> {
	const say = notificationText(locale);
	const { icons } = await readBrand(ctx, {});
	const said = notices.map((notice) => sayNotice(notice, locale));
	const [first] = notices as [PushText['notices'][number]];
	const one = notices.length === 1;
	const about = shorten(title, longestTitle);
	// One's own words that were taken away are not shown on a locked screen.
	const text = isOrder(first.kind) ? '' : shorten(first.text.replace(/\s+/g, ' ').trim(), longestText);
	const notice: PushNotice = {
		title: one ? (said[0] ?? '') : say('bundle.subject.more', { title: about, count: notices.length }),
		body: (one ? [about, text] : said.slice(-3)).filter(Boolean).join('\n'),
		path: `${commentWorkPath(first.comment)}${isOrder(first.kind) && first.kind !== 'shown' ? '' : '/place'}`,
		tag: `thread-${thread}`,
		thread,
		comment: Math.max(...notices.map(({ comment }) => comment)),
		lang: locale,
		...(icons ? { icon: mediaPath(icons.medium) } : {}),
	};
	return {
		text: JSON.stringify(notice),
		topic: `thread-${thread.toString(36)}`,
		urgent: notices.some(({ kind }) => kind !== 'comment' && kind !== 'reaction'),
	};
}

const isOrder = (kind: Notice['kind']): boolean => orderKinds.some((one) => one === kind);
