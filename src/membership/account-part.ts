import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { SessionMember } from '#membership/member.ts';
import { membershipText } from '#membership/messages/index.ts';

const person =
	'<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="12" cy="8" r="5"/><path d="M20 21a8 8 0 0 0-16 0"/></svg>';

/**
 * The head's account slot for the holder of a session, as HTML: who they are, and the way to their rooms. A phone shows the figure
 * without the name, so that the brand and all of this fit on one line.
 */
export function accountPart(member: SessionMember, locale: Locale): string {
	const say = membershipText(locale);
	const console =
		member.role === 'member' && !member.withheld
			? ''
			: `<a class="button small" href="/console">${escapeHtml(say('account.part.console'))}</a>`;
	return `<a class="button small plain" href="/account" title="${escapeHtml(say('account.title'))}">${person}<span class="own-name">${escapeHtml(member.name)}</span></a>${console}`;
}
