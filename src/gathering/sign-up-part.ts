import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import { timeText } from '#platform/language/time-text.ts';
import { longestNote, signUpState, ticketPath, type Access, type Occasion } from '#gathering/gathering.ts';
import { gatheringText } from '#gathering/messages/index.ts';
import type { OwnTicket } from '#gathering/ticket.ts';

/** Who looks at an event, and when. */
interface Look {
	occasion: Occasion & { access: Access };
	locale: Locale;
	timeZone: string;
	now: Date;
	/** The page itself, to come back to. */
	path: string;
	/** A member, with their ticket where they have one; null: a visitor. */
	member: { ticket: OwnTicket | null } | null;
	/** What was typed and could not be taken, with what is wrong. */
	typed?: { note: string; error: string | undefined };
}

/**
 * Where one signs up, as HTML: for whoever has a ticket the way to it, for others the form or why there is none. One string,
 * because the front lays a member's into a page that is everybody's.
 */
export function signUpPart({ occasion, locale, timeZone, now, path, member, typed }: Look): string {
	const say = gatheringText(locale);
	const text = (words: string): string => `<p>${escapeHtml(words)}</p>`;
	const ticket = member?.ticket;
	const state = signUpState(occasion, now);
	if (ticket?.checkedIn) return text(say('ticket.came'));
	if (ticket && (state === 'open' || state === 'waiting' || state === 'soon' || state === 'closed')) {
		const words = ticket.seated ? say('ticket.yours') : say('ticket.waits', { ahead: ticket.ahead ?? 0 });
		return `<p><strong>${escapeHtml(words)}</strong></p><p><a class="button" href="${ticketPath(ticket.id)}">${escapeHtml(say('ticket.see'))}</a></p>`;
	}
	if (state === 'cancelled') return text(say('event.cancelled.text'));
	if (state === 'soon')
		return text(
			occasion.opens ? say('event.opens', { time: timeText(occasion.opens, locale, timeZone) }) : say('sign-up.soon'),
		);
	if (state === 'closed' || state === 'over') return text(say(`sign-up.${state}`));
	const queue = state === 'waiting' ? text(say('sign-up.queue.text')) : '';
	if (!member && occasion.access === 'members') {
		const to = encodeURIComponent(path);
		return `${text(say('sign-up.members'))}${queue}<p class="row"><a class="button" href="/login?to=${to}">${escapeHtml(say('sign-up.login'))}</a> <a class="button quiet" href="/join?to=${to}">${escapeHtml(say('sign-up.join'))}</a></p>`;
	}
	const error = typed?.error ? `<p class="field-error" id="note-error">${escapeHtml(typed.error)}</p>` : '';
	return `${queue}<form method="post" action="?/signUp#sign-up" class="form">
<div class="field"><label class="field-label" for="note">${escapeHtml(say('sign-up.note'))} <span class="muted">${escapeHtml(say('sign-up.optional'))}</span></label>
<p class="field-hint" id="note-hint">${escapeHtml(say('sign-up.note.hint'))}</p>
<textarea id="note" name="note" rows="2" maxlength="${longestNote}" aria-describedby="note-hint${error ? ' note-error' : ''}"${error ? ' aria-invalid="true"' : ''}>${escapeHtml(typed?.note ?? '')}</textarea>${error}</div>
<button class="button wide">${escapeHtml(say(state === 'waiting' ? 'sign-up.queue' : 'sign-up.button'))}</button>
${member ? '' : `<p class="small muted">${escapeHtml(say('sign-up.visitor'))}</p>`}</form>`;
}
