import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { OwnPoll } from '#community/own-poll.ts';
import { communityText } from '#community/messages/index.ts';
import { pollPart } from '#community/take-part.ts';

/** The word by which documents name a poll (`::block[poll](3)`), by the number of its thread. */
export const pollBlock = 'poll';

/** A poll outside of its own thread. */
export interface PlacedPoll {
	thread: number;
	title: string;
	/** Where its conversation is. */
	path: string;
	/** False where the thread is closed: nothing is voted for any more. */
	open: boolean;
	poll: OwnPoll;
	timeZone: string;
}

/** The slot of a shared page in which a reader's own ballot is laid. */
export const pollSlot = (thread: number): string => `poll-${thread}`;

/** The ballot, or the counts as far as this reader may see them. */
export const placedBallot = ({ poll, thread, open, timeZone }: PlacedPoll, locale: Locale): string =>
	pollPart(poll, poll.own, { locale, thread, open, timeZone });

/** A poll within an article, as safe HTML: what it asks, its ballot, and the way to what is said of it. */
export function pollCard(placed: PlacedPoll, locale: Locale): string {
	const { thread, title, path } = placed;
	const ballot = `<!--slot:${pollSlot(thread)}-->${placedBallot(placed, locale)}<!--/slot-->`;
	const talk = `<p class="small"><a href="${escapeHtml(path)}">${escapeHtml(communityText(locale)('poll.talk'))}</a></p>`;
	return `<div class="product"><p class="product-name">${escapeHtml(title)}</p>${ballot}${talk}</div>`;
}
