import type { OpenSite } from '#platform/installation/open-site.ts';
import { matchLocale, type Locale } from '#platform/language/locale.ts';
import { accountPart } from '#membership/account-part.ts';
import { placedBallot, pollSlot } from '#community/poll-block.ts';
import { asActor } from '#membership/member.ts';
import { answersPart } from '#membership/answers-part.ts';
import { findAnswers, findSessionWaiting } from '#membership/server/index.ts';
import type { MemberList } from '#community/following.ts';
import { memberListPart } from '#community/member-list.ts';
import { ownCategoriesPart, ownListsPart } from '#community/forum-parts.ts';
import { followPart, threadParts } from '#community/personal.ts';
import {
	countSince,
	findPolls,
	listMemberThreads,
	listOwnCategories,
	noteVisit,
	readFollowing,
	readMine,
	readPoll,
	readTagFollowing,
} from '#community/server/index.ts';
import { readStanding } from '#gathering/server/index.ts';
import { signUpPart } from '#gathering/sign-up-part.ts';
import { envelopePart, writePart } from '#message/envelope-part.ts';
import { reportPart } from '#moderation/report-part.ts';
import { waitingTalks } from '#message/server/index.ts';
import { bellPart } from '#notification/bell-part.ts';
import { unreadNotices } from '#notification/server/index.ts';
import { offlineScript } from '#site/at-home.ts';
import { readBrand } from '#site/server/index.ts';
import { visitor } from '#platform/actor.ts';
import type { CachedPage, PageNote } from '#web/front/page-cache.ts';
import type { MemberActor } from '#web/front/request.ts';

/** What the head counts of what waits for a member, as SQL by name. */
const waitingFor = (member: string) => ({ notices: unreadNotices(member), messages: waitingTalks(member) });
type Waiting = Record<keyof ReturnType<typeof waitingFor>, number>;
const withSession = waitingFor('m.id');

/**
 * The parts of a shared page that belong to the holder of a session, as HTML by slot; null when the session does not
 * hold. Two short reads, sent in one go where the driver can.
 */
export async function personalParts(site: OpenSite, session: string, page: CachedPage, chosen: string) {
	const holder = await findSessionWaiting(site.sql, site.handle.key('session'), session, withSession);
	if (!holder) return null;
	const { member, waiting } = holder;
	const locale = matchLocale(chosen) ?? (await readBrand(site.context({ actor: visitor, locale: 'zh-TW' }), {})).locale;
	const parts = await partsFor(site, asActor(member), page.note, locale, waiting);
	return { parts, member: { id: member.id, staff: member.role !== 'member' } };
}

/** The same for somebody who is known already: whatever slots the page has, by what it noted of itself. */
export async function partsFor(site: OpenSite, actor: MemberActor, note: PageNote, locale: Locale, waiting?: Waiting) {
	const member = { id: actor.member, name: actor.name, handle: actor.handle, role: actor.role };
	const parts: Record<string, string> = {};
	const { thread, kind, list, before, category, tag, event, forum, profile, polls = [] } = note;
	if (thread) {
		const mine = await readMine(site.sql, actor, thread);
		const poll = kind === 'poll' ? await ballot(site, member.id, thread) : null;
		Object.assign(parts, threadParts({ member, locale, thread, mine, poll }));
	}
	if (polls.length)
		for (const placed of (await findPolls(site.context({ actor, locale }), polls)).values())
			parts[pollSlot(placed.thread)] = placedBallot(placed, locale);
	if (category) parts['follow'] = followPart('?/follow', await readFollowing(site.sql, member.id, category), locale);
	if (tag !== undefined)
		parts['follow'] = followPart('?/follow', await readTagFollowing(site.sql, member.id, tag), locale);
	if (forum) {
		parts['categories'] = ownCategoriesPart(await listOwnCategories(site.sql, actor), locale);
		parts['lists'] = ownListsPart(locale);
	}
	if (event) parts['sign-up'] = await signUp(site, member.id, event, locale);
	if (profile) parts['answers'] = answersPart(await findAnswers(site.sql, profile, ['members']), locale);
	if (profile && note.handle && profile !== member.id)
		parts['write'] = writePart(note.handle, locale) + reportPart(note.handle, locale);
	if (list) parts['threads'] = await ownList(site, actor, list as MemberList, before ?? null, locale);
	const { notices, messages } = waiting ?? (await countWaiting(site, member.id));
	parts['account'] =
		bellPart(notices, locale) + envelopePart(messages, locale) + accountPart(member, locale) + offlineScript;
	return parts;
}

async function countWaiting(site: OpenSite, member: number): Promise<Waiting> {
	const { notices, messages } = waitingFor('$1::bigint');
	const [row] = await site.sql.unsafe<Waiting[]>(`select ${notices} as notices, ${messages} as messages`, [member], {
		prepare: true,
	});
	return row as Waiting;
}

/** Where this member signs up, or their way to their ticket. */
async function signUp(site: OpenSite, member: number, event: number, locale: Locale): Promise<string> {
	const ctx = site.context({ actor: visitor, locale });
	const [standing, { timeZone }] = await Promise.all([readStanding(site.sql, event, member), readBrand(ctx, {})]);
	if (!standing) return '';
	const { occasion, ticket } = standing;
	return signUpPart({ occasion, locale, timeZone, now: ctx.now, path: '', member: { ticket } });
}

/** A poll as this member sees it. */
async function ballot(site: OpenSite, member: number, thread: number) {
	const [shown, { timeZone }] = await Promise.all([
		readPoll(site.sql, thread, member),
		readBrand(site.context({ actor: visitor, locale: 'zh-TW' }), {}),
	]);
	return shown && { shown, timeZone };
}

/** A member's own list; that they are here is noted meanwhile. */
async function ownList(site: OpenSite, actor: MemberActor, list: MemberList, before: string | null, locale: Locale) {
	const ctx = site.context({ actor: visitor, locale });
	const [found, brand] = await Promise.all([
		listMemberThreads(site.sql, { member: actor.member, role: actor.role, list, before, now: ctx.now }),
		readBrand(ctx, {}),
	]);
	const since =
		list === 'latest' && before === null && found.lastVisit
			? await countSince(site.sql, { member: actor.member, role: actor.role }, found.lastVisit)
			: null;
	noteVisit(site.sql, actor.member, ctx.now).catch((error: unknown) => ctx.log.warn('visit not noted', { error }));
	return memberListPart({ list, found, first: before === null, since, locale, brand });
}
