import type { Locale } from '#platform/language/locale.ts';
import { timeText } from '#platform/language/time-text.ts';
import { kindMarks } from '#community/kind-marks.ts';
import { communityText } from '#community/messages/index.ts';
import { tagPath } from '#community/tag.ts';
import { langOf, type ThreadCard } from '#community/thread.ts';
import type { TalkRow } from '#ui/talk-list.ts';

/** Whoever began a thread, as lists name them: the house only where it opened the thread itself, never in place of somebody without a name. */
export function starterOf(
	{ author, nameless, category }: { author: { name: string } | null; nameless: boolean; category: object | null },
	locale: Locale,
	house: string,
): string {
	if (author) return author.name;
	const say = communityText(locale);
	return nameless ? say('comment.nameless') : category ? say('comment.nobody') : house;
}

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
		author: starterOf(thread, locale, brand.name),
		replyText: say('thread.replies', { count: thread.replies }),
		time: time.toISOString(),
		timeText: timeText(time, locale, brand.timeZone),
		category: thread.category?.name ?? '',
		// A category of announcements is called so itself.
		marks: kindMarks(thread, locale).filter(({ text }) => text !== thread.category?.name),
		topics: thread.tags.map((tag) => ({ href: tagPath(tag), label: `#${tag}` })),
	};
}
