import type { OpenSite } from '#platform/installation/open-site.ts';
import { matchLocale } from '#platform/language/locale.ts';
import { accountPart } from '#membership/account-part.ts';
import { findSessionMember } from '#membership/server/index.ts';
import { threadParts } from '#community/personal.ts';
import { readMine, readPoll } from '#community/server/index.ts';
import { readBrand } from '#site/server/index.ts';
import { visitor } from '#platform/actor.ts';
import type { CachedPage } from '#web/front/page-cache.ts';

/**
 * The parts of a shared page that belong to the holder of a session, as HTML by slot; null when the session does not
 * hold. Two short reads, sent in one go where the driver can.
 */
export async function personalParts(site: OpenSite, session: string, page: CachedPage, chosen: string) {
	const member = await findSessionMember(site.sql, site.handle.key('session'), session);
	if (!member) return null;
	const locale = matchLocale(chosen) ?? (await readBrand(site.context({ actor: visitor, locale: 'zh-TW' }), {})).locale;
	const parts: Record<string, string> = { account: accountPart(member, locale) };
	const { thread, kind } = page.note;
	if (thread) {
		const mine = await readMine(site.sql, member.id, thread);
		const poll = kind === 'poll' ? await ballot(site, member.id, thread) : null;
		Object.assign(parts, threadParts({ member, locale, thread, mine, poll }));
	}
	return { parts, member: { id: member.id, staff: member.role !== 'member' } };
}

/** A poll as this member sees it. */
async function ballot(site: OpenSite, member: number, thread: number) {
	const [shown, { timeZone }] = await Promise.all([
		readPoll(site.sql, thread, member),
		readBrand(site.context({ actor: visitor, locale: 'zh-TW' }), {}),
	]);
	return shown && { shown, timeZone };
}
