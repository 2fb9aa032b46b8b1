import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import { timeText } from '#platform/language/time-text.ts';
import { settled, type IdeaState, type ShownPoll } from '#community/kind.ts';
import { communityText } from '#community/messages/index.ts';
import { takePartPath } from '#community/thread.ts';

/**
 * The parts of a thread that everybody sees a little differently: the button of an idea, the ballot of a poll. They are
 * strings, since the front lays them into pages that are kept: slot `part`. Every text is escaped.
 */
interface Part {
	locale: Locale;
	thread: number;
	/** False where the thread is closed: nothing is voted for any more. */
	open: boolean;
}

/** How many want an idea, and the button to say so too. `voted`: this reader does. */
export function ideaPart(idea: IdeaState, voted: boolean, { locale, thread, open }: Part): string {
	const say = communityText(locale);
	const count = `<strong>${escapeHtml(say('idea.votes', { count: idea.votes }))}</strong>`;
	if (!open || settled(idea.status)) return `<p class="row">${count}</p>`;
	const action = `${takePartPath(thread)}?/${voted ? 'unvote' : 'vote'}`;
	const button = `<button class="button small${voted ? ' quiet' : ''}" aria-pressed="${voted}">${escapeHtml(say(voted ? 'idea.voted' : 'idea.vote'))}</button>`;
	return `<form method="post" action="${action}" class="row">${count}${button}</form>`;
}

/** A poll: the ballot while it is open, and the counts as far as this reader may see them. `own`: what they ticked. */
export function pollPart(
	poll: ShownPoll,
	own: readonly number[],
	{ locale, thread, open, timeZone }: Part & { timeZone: string },
): string {
	const say = communityText(locale);
	const tell = (key: Parameters<typeof say>[0], values?: Record<string, string | number>): string =>
		escapeHtml(say(key, values as never));
	const ended = poll.closed !== null || !open;
	const voters = tell('poll.voters', { count: poll.voters });
	const end = ended
		? tell('poll.ended')
		: poll.closes
			? tell('poll.until', { time: timeText(poll.closes, locale, timeZone) })
			: '';
	const seen = poll.choices.some(({ votes }) => votes !== null);
	const foot = [
		voters,
		end,
		...(ended || seen ? [] : [tell(poll.results === 'closed' ? 'poll.after-end' : 'poll.after-vote')]),
	]
		.filter(Boolean)
		.map((text) => `<span>${text}</span>`)
		.join(' ');
	const rows = poll.choices.map((choice) => row(choice, poll, own, ended, locale)).join('');
	const hint = ended || poll.most === 1 ? '' : `<p class="small muted">${tell('poll.most', { most: poll.most })}</p>`;
	const list = `<ul class="poll">${rows}</ul>`;
	const meta = `<p class="meta">${foot}</p>`;
	if (ended) return list + meta;
	const send = `<p class="row"><button class="button small">${tell(own.length ? 'poll.vote-again' : 'poll.vote')}</button></p>`;
	return `<form method="post" action="${takePartPath(thread)}?/ballot" class="stack"><fieldset class="stack"><legend class="visually-hidden">${tell('poll.title')}</legend>${hint}${list}</fieldset>${send}${meta}</form>`;
}

function row(
	choice: ShownPoll['choices'][number],
	poll: ShownPoll,
	own: readonly number[],
	ended: boolean,
	locale: Locale,
): string {
	const say = communityText(locale);
	const text = escapeHtml(choice.text);
	const mine = own.includes(choice.position);
	const share = choice.votes === null ? null : poll.voters ? Math.round((choice.votes / poll.voters) * 100) : 0;
	const count =
		choice.votes === null
			? ''
			: `<span class="muted small">${escapeHtml(say('poll.count', { count: choice.votes, share: share ?? 0 }))}</span>` +
				`<meter min="0" max="100" value="${share}" aria-hidden="true"></meter>`;
	if (ended) return `<li><span>${mine ? '✓ ' : ''}${text}</span>${count}</li>`;
	const type = poll.most === 1 ? 'radio' : 'checkbox';
	return `<li><label class="check"><input type="${type}" name="choice" value="${choice.position}"${mine ? ' checked' : ''}> <span>${text}</span></label>${count}</li>`;
}
