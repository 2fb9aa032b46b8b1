import { staff, type Role } from '#platform/actor.ts';
import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { IdeaStatus, ShownPoll } from '#community/kind.ts';
import { foreignWord } from '#community/foreign-person.ts';
import { followedPath, threadLevels, type ThreadLevel } from '#community/following.ts';
import { membershipText } from '#membership/messages/index.ts';
import { communityText } from '#community/messages/index.ts';
import { mentionField } from '#community/mention-field.ts';
import type { Mine } from '#community/mine.ts';
import { mayModerate, mayRate } from '#community/policy.ts';
import { pictureField } from '#community/picture-field.ts';
import { ratedLine, starField, type StarFieldState } from '#community/star-field.ts';
import { ideaPart, pollPart } from '#community/take-part.ts';
import { commentWorkPath, takePartPath } from '#community/thread.ts';

/** Who looks at a thread, what of it is theirs, and in which language they read. */
export interface ThreadLook {
	member: { id: number; name: string; handle: string; role: Role };
	locale: Locale;
	thread: number;
	/** Of `readMine`. */
	mine: Mine;
	/** Of a poll, with this member's ticks and the time zone of its end. */
	poll?: { shown: ShownPoll & { own: readonly number[] }; timeZone: string } | null;
}

/** What the end of a form depends on beside the name: what was begun, whether a name is needed, whether this member may answer. */
type FormEnd = Pick<Mine, 'draft' | 'anonymous' | 'quiet' | 'rated'> & {
	/** They may give stars here, or what they gave in a refused try. */
	stars: StarFieldState | null;
	nameless: boolean;
	/** Of a refused try: pictures that are here already, and what was said of them. */
	pictures: string | undefined;
	alt: string | undefined;
};

/** The end of a comment's form for whoever has joined: in whose name, and the button. */
export function memberFormEnd(name: string, locale: Locale, thread: number, more: Partial<FormEnd> = {}): string {
	const { draft = null, anonymous = false, nameless: ticked = false, quiet = false, pictures, alt } = more;
	const { stars = null, rated = null } = more;
	const say = communityText(locale);
	if (quiet) return `<p class="small muted">${escapeHtml(say('form.quiet'))}</p>`;
	const begun = `<span hidden data-draft="${draft ? escapeHtml(JSON.stringify(draft)) : ''}"></span>`;
	const nameless = anonymous
		? `<label class="check"><input type="checkbox" name="nameless"${ticked ? ' checked' : ''} /> <span>${escapeHtml(say('form.nameless'))}</span></label>`
		: '';
	const rating = !stars ? '' : rated ? ratedLine(rated, locale) : starField(locale, stars);
	return `${begun}${rating}${mentionField(locale, thread)}${pictureField(locale, { kept: pictures, alt })}${nameless}<p class="small muted">${escapeHtml(say('form.member', { name }))}</p><p><button class="button">${escapeHtml(say('form.send'))}</button></p>`;
}

/**
 * The parts of a thread's page that belong to the holder of a session, as HTML by slot: `comment-form` (the end of the
 * form), `part` (their vote) and `mine` (their own comments, and the way to manage the thread for whom it is). Every text
 * is escaped.
 */
export function threadParts({ member, locale, thread, mine, poll }: ThreadLook): Record<string, string> {
	const say = communityText(locale);
	const change = escapeHtml(say('mine.change'));
	const items = mine.own.map(({ id, text, state }) => {
		const badge =
			state === 'shown'
				? ''
				: ` <span class="badge">${escapeHtml(say(state === 'held' ? 'comment.held' : 'mine.hidden'))}</span>`;
		const href = state === 'shown' ? `#comment-${id}` : commentWorkPath(id);
		return `<li><div><a href="${href}">${escapeHtml(text || '…')}</a>${badge}</div><a href="${commentWorkPath(id)}">${change}</a></li>`;
	});
	const list = items.length
		? `<section class="small" aria-label="${escapeHtml(say('mine.title'))}"><p class="muted">${escapeHtml(say('mine.title'))}</p><ul class="talk-list">${items.join('')}</ul></section>`
		: '';
	const actor = { ...member, kind: 'member', member: member.id } as const;
	const moderator = mayModerate(actor);
	const manage =
		moderator || mine.author
			? `<p class="small"><a href="/community/thread/${thread}">${escapeHtml(say(moderator ? 'mine.manage' : 'mine.manage.own'))}</a></p>`
			: '';
	const accepts = staff(actor) || mine.author ? '<span class="may-accept"></span>' : '';
	const reacted = mine.reacted.length
		? `<span hidden data-reacted="${escapeHtml(mine.reacted.join(','))}"></span>`
		: '';
	const unheard = [...mine.blocked, ...mine.unheard.map(foreignWordOf)];
	const blocked = unheard.length
		? `<blocked-words data-of="${escapeHtml(unheard.join(' '))}" data-label="${escapeHtml(membershipText(locale)('block.folded'))}"></blocked-words><script type="module" src="/blocked-words.js"></script>`
		: '';
	const place = `<reading-place data-to="${takePartPath(thread)}?/seen" data-seen="${mine.seen ?? 0}"></reading-place><script type="module" src="/reading-place.js"></script>`;
	const where = { locale, thread, open: !mine.closed };
	const part = poll
		? pollPart(poll.shown, poll.shown.own, { ...where, timeZone: poll.timeZone })
		: mine.status
			? ideaPart({ status: mine.status as IdeaStatus, votes: mine.votes }, mine.voted, where)
			: '';
	return {
		'comment-form': memberFormEnd(member.name, locale, thread, {
			...mine,
			stars: mine.review && mayRate(actor) ? {} : null,
		}),
		mine:
			place +
			list +
			followPart(`${takePartPath(thread)}?/follow`, mine.level ?? 'normal', locale) +
			manage +
			accepts +
			reacted +
			blocked,
		part,
	};
}

const foreignWordOf = (whose: string): string => {
	const at = whose.indexOf(':');
	return foreignWord(whose.slice(0, at), whose.slice(at + 1));
};

/** How closely a thread, a category or a tag is followed, and the buttons to change that. */
export function followPart(action: string, now: ThreadLevel, locale: Locale): string {
	const say = communityText(locale);
	const level = say(`follow.short.${now}`);
	const buttons = threadLevels.map(
		(one) =>
			`<button class="button plain small" name="level" value="${one}" aria-pressed="${one === now}">${escapeHtml(say(`follow.${one}`))}</button>`,
	);
	return `<details class="follow signs small"><summary>${escapeHtml(say('follow.now', { level }))}</summary><form method="post" action="${action}">${buttons.join('')}</form><p><a href="${followedPath('watch')}">${escapeHtml(say('follow.all'))}</a></p></details>`;
}
