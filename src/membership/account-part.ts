import type { Locale } from '#platform/language/locale.ts';
import type { SessionMember } from '#membership/member.ts';
import { membershipText } from '#membership/messages/index.ts';

const escape = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');

/** The head's account slot for the holder of a session, as HTML: who they are, and the way to their rooms. */
export function accountPart(member: SessionMember, locale: Locale): string {
	const say = membershipText(locale);
	const console =
		member.role === 'member'
			? ''
			: `<a class="button small" href="/console">${escape(say('account.part.console'))}</a>`;
	return `<a class="button small quiet" href="/account" title="${escape(say('account.title'))}">${escape(member.name)}</a>${console}`;
}
