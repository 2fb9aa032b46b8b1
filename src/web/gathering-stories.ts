import type { Locale } from '#platform/language/locale.ts';
import { signUpState, type GatheringCard } from '#gathering/gathering.ts';
import { gatheringText } from '#gathering/messages/index.ts';
import { periodText } from '#gathering/ui/period-text.ts';
import type { Brand } from '#site/brand.ts';
import type { HomeArticle } from '#ui/home.ts';
import { photoOf } from '#web/as-home.ts';

/** Events as a list shows them: when and where stand under the title, and what to know before one opens it. */
export function gatheringStories(
	items: readonly GatheringCard[],
	{ brand, locale, now }: { brand: Brand; locale: Locale; now: Date },
): HomeArticle[] {
	const say = gatheringText(locale);
	return items.map((one) => {
		const state = signUpState(one, now);
		const known = state === 'cancelled' ? say('event.cancelled') : state === 'waiting' ? say('event.full') : '';
		return {
			href: one.path,
			title: one.title,
			excerpt: one.excerpt,
			picture: photoOf(one.picture),
			date: one.begins.toISOString(),
			dateText: periodText(one, locale, brand.timeZone),
			author: one.place,
			commentText: known || (one.access === 'members' && state !== 'over' ? say('event.members') : ''),
		};
	});
}
