import type { Locale } from '#platform/language/locale.ts';
import { timeText } from '#platform/language/time-text.ts';
import { kindMarks } from '#community/kind-marks.ts';
import { communityText } from '#community/messages/index.ts';
import { tagPath } from '#community/tag.ts';
import { langOf, type ThreadCard } from '#community/thread.ts';
import type { TalkRow } from '#ui/talk-list.ts';

/** A thread as a list shows it; every text ready to be read. `time`: the one that the list goes by. */
export function threadRow(
	thread: ThreadCard,
	locale: Locale,
	brand: { name: string; timeZone: string },
	time: Date = thread.last_commented ?? thread.opened,
): TalkRow {
	const say = communityText(locale);
	return {
		href: thread.path,
		title: thread.title,
		lang: langOf(thread, locale),
		author: thread.author?.name ?? (thread.nameless ? say('comment.nameless') : brand.name),
		replyText: say('thread.replies', { count: thread.replies }),
		time: time.toISOString(),
		timeText: timeText(time, locale, brand.timeZone),
		category: thread.category?.name ?? '',
		marks: kindMarks(thread, locale),
		topics: thread.tags.map((tag) => ({ href: tagPath(tag), label: `#${tag}` })),
	};
}
