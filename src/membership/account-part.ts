import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { SessionMember } from '#membership/member.ts';
import { membershipText } from '#membership/messages/index.ts';

/** The head's account slot for the holder of a session, as HTML: who they are, and the way to their rooms. */
export function accountPart(member: SessionMember, locale: Locale): string {
	const say = membershipText(locale);
	const console =
		member.role === 'member' && !member.withheld
			? ''
			: `<a class="button small" href="/console">${escapeHtml(say('account.part.console'))}</a>`;
	return `<a class="button small quiet" href="/account" title="${escapeHtml(say('account.title'))}"><span class="own-name">${escapeHtml(member.name)}</span></a>${console}`;
}
