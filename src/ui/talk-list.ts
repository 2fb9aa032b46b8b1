import { escapeHtml } from '#platform/document/escape-html.ts';
import type { HomeThread } from '#ui/home.ts';
import { initials, tintOf } from '#ui/initials.ts';

/** A thread in a list, with what only one reader sees of it. */
export interface TalkRow extends HomeThread {
	/** Said before the title: "有新留言". */
	news?: string;
	/** A line above this thread: "上次來訪到這裡". */
	line?: string;
}

/**
 * Threads, newest activity first: who asks, about what, and how many answered. A string, since the front lays a member's
 * own lists into pages that are kept. Every text is escaped.
 */
export function talkList(threads: readonly TalkRow[], level: 2 | 3 = 3): string {
	return `<ul class="talk-list">${threads.map((thread) => row(thread, level)).join('')}</ul>`;
}

function row(thread: TalkRow, level: 2 | 3): string {
	const text = escapeHtml;
	const badge = (words: string, tone: string): string =>
		`<span class="badge${tone && ` ${tone}`}">${text(words)}</span> `;
	const line = thread.line ? `<li class="talk-line"><span>${text(thread.line)}</span></li>` : '';
	const time = thread.time
		? `<time datetime="${text(thread.time)}">${text(thread.timeText)}</time>`
		: `<span>${text(thread.timeText)}</span>`;
	return (
		`${line}<li><span class="avatar tint-${tintOf(thread.author)}" aria-hidden="true">${text(initials(thread.author))}</span><div>` +
		`<h${level}><a class="cover-link" href="${text(thread.href)}"${thread.lang ? ` lang="${text(thread.lang)}"` : ''}>${text(thread.title)}</a></h${level}><p class="meta">` +
		(thread.news ? badge(thread.news, 'info') : '') +
		(thread.category ? badge(thread.category, 'accent') : '') +
		(thread.marks ?? []).map((mark) => badge(mark.text, mark.tone)).join('') +
		`<span>${text(thread.author)}</span> ${thread.replyText ? `<span>${text(thread.replyText)}</span> ` : ''}${time}` +
		(thread.topics ?? []).map(({ href, label }) => ` <a href="${text(href)}">${text(label)}</a>`).join('') +
		'</p></div></li>'
	);
}
