import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import { timeText } from '#platform/language/time-text.ts';
import { listPath, unreadPath, type MemberList } from '#community/following.ts';
import { communityText } from '#community/messages/index.ts';
import type { ThreadCard } from '#community/thread.ts';
import { threadRow } from '#community/thread-row.ts';
import { talkList, type TalkRow } from '#ui/talk-list.ts';

/** What a member's own list is made of. */
export interface MemberListLook {
	list: MemberList;
	/** Of `listMemberThreads`. */
	found: {
		items: readonly (ThreadCard & { unread: boolean; fresh: boolean })[];
		next: string | null;
		lastVisit: Date | null;
	};
	/** False on later pages. */
	first: boolean;
	/** What happened since the visit before; null where that is not told. */
	since?: { unread: number; fresh: number } | null;
	locale: Locale;
	brand: { name: string; timeZone: string };
}

/** A member's own list of threads, as HTML for the slot `threads`; every text is escaped. */
export function memberListPart({ list, found, first, since = null, locale, brand }: MemberListLook): string {
	const say = communityText(locale);
	const { items, next, lastVisit } = found;
	if (!items.length && first)
		return `<div class="empty"><p class="empty-title">${escapeHtml(say(`list.${list}.empty`))}</p><p>${escapeHtml(say(`list.${list}.empty.text`))}</p></div>`;
	const before = (thread: ThreadCard): boolean => lastVisit !== null && timeOf(thread) <= lastVisit;
	// Above the first thread where nothing happened since: nowhere, where all of the page is old or all is new.
	const line = list === 'latest' ? items.findIndex(before) : -1;
	const rows = items.map((thread, place): TalkRow => {
		return {
			...threadRow(thread, locale, brand, list === 'newest' ? thread.opened : timeOf(thread)),
			...(thread.unread ? { href: unreadPath(thread.id) } : {}),
			...(thread.unread && list !== 'unread' ? { news: say('list.unread.mark') } : {}),
			...(place === line && place > 0 && first ? { line: say('list.since') } : {}),
		};
	});
	const all =
		list === 'latest' || !first
			? ''
			: `<form method="post" action="/community/latest?/read"><button class="button quiet small">${escapeHtml(say('list.read-all'))}</button></form>`;
	const older = next
		? `<nav class="pagination" aria-label="${escapeHtml(say(`list.${list}`))}"><a class="button quiet" rel="next" href="${listPath(list)}?before=${next}">${escapeHtml(say('forum.older'))} <span aria-hidden="true">→</span></a></nav>`
		: '';
	return summary(since, lastVisit, locale, brand.timeZone) + all + talkList(rows, 2) + older;
}

const timeOf = (thread: ThreadCard): Date => thread.last_commented ?? thread.opened;

/** What somebody finds that was not there when they left, in one sentence; nothing where nothing happened. */
function summary(since: MemberListLook['since'], lastVisit: Date | null, locale: Locale, timeZone: string): string {
	if (!since || !lastVisit || since.unread + since.fresh === 0) return '';
	const say = communityText(locale);
	return `<p class="muted">${escapeHtml(say('list.summary', { time: timeText(lastVisit, locale, timeZone), ...since }))}</p>`;
}
