import { heardFromAway } from '#community/server/index.ts';
import { orderKinds } from '#notification/notice.ts';
import { customaryWays, wishKinds } from '#notification/wish.ts';

const listed = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** The member of a notice may see the thread it is about, as far as they are let in now: its category, or the article above it. */
const mayStillSee = `((t.category is null and t.id <> all (
	community.kept_from(n.member, (select role from membership.member where id = n.member))
)) or exists (
	select from community.category k where k.id = t.category and k.seen_by <> 'some'
) or community.lets(t.category, 'see', n.member, (select role from membership.member where id = n.member)))`;

/**
 * True for a notice `n` about a comment `c` in the thread `t` where that stands now, that its member may still be told of, as SQL: asked whenever
 * one is listed, counted, mailed or pushed, since words and places change after it was made. What became of one's own
 * words is told also when they were taken away.
 */
export const visibleNotice = `(
	c.deleted is null
	and (n.kind in (${listed(orderKinds)}) or (t.hidden is null and t.withdrawn is null and c.hidden is null and ${mayStillSee}))
	and not exists (select from membership.block b where b.member = n.member and b.blocked = n.actor)
	and (n.kind not in ('reply', 'mention', 'comment') or ${heardFromAway('n.member', 'c')})
	and (n.kind <> 'reaction' or exists (select from community.reaction r where r.comment = c.id and r.member <> n.member))
)`;

/** The name of the group as which the member of a notice `n` was called, as SQL; null where they were not, or are not in it any more. */
export const groupOf = `(
	select g.name from membership.member_group g join membership.group_member own on own.member_group = g.id
	where g.id = n.member_group and own.member = n.member and own.joined is not null
)`;

/** True for a notice `n` that its member wants on the site. */
export const wishedOnSite = `(n.kind in (${listed(orderKinds)}) or not exists (
	select from notification.wish w where w.member = n.member and w.kind = n.kind and not 'site' = any(w.ways)
))`;

/** True for a member in this column who wants to be told of private messages by mail or push: as they chose, or as is customary. */
export const wishedMessages = (way: 'mail' | 'push', member: string): string => `coalesce(
	(select '${way}' = any(w.ways) from notification.wish w where w.member = ${member} and w.kind = 'message'),
	${customaryWays.message.includes(way)}
)`;

/** True for a notice `n` that its member wants by mail or push: as they chose, or as is customary. */
export const wishedBy = (way: 'mail' | 'push'): string => `coalesce(
	(select '${way}' = any(w.ways) from notification.wish w where w.member = n.member
		and w.kind = case when n.kind in (${listed(orderKinds)}) then 'staff' else n.kind end),
	case when n.kind in (${listed(orderKinds)}) then 'staff' else n.kind end
		in (${listed(wishKinds.filter((kind) => customaryWays[kind].includes(way)))})
)`;
