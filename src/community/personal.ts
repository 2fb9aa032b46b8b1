import type { Role } from '#platform/actor.ts';
import { escapeHtml } from '#platform/document/escape-html.ts';
import type { Locale } from '#platform/language/locale.ts';
import { communityText } from '#community/messages/index.ts';
import { mayModerate } from '#community/policy.ts';
import { commentWorkPath } from '#community/thread.ts';

/** Who looks at a thread, what they wrote in it, and in which language they read. */
export interface ThreadLook {
	member: { id: number; name: string; handle: string; role: Role };
	locale: Locale;
	thread: number;
	/** Of `readOwn`. */
	own: readonly { id: number; text: string }[];
}

/** The end of a comment's form for whoever has joined: in whose name, and the button. */
export function memberFormEnd(name: string, locale: Locale): string {
	const say = communityText(locale);
	return `<p class="small muted">${escapeHtml(say('form.member', { name }))}</p><p><button class="button">${escapeHtml(say('form.send'))}</button></p>`;
}

/**
 * The parts of a thread's page that belong to the holder of a session, as HTML by slot: `comment-form` (the end of the
 * form) and `mine` (their own comments, and for moderators the way to manage the thread). Every text is escaped.
 */
export function threadParts({ member, locale, thread, own }: ThreadLook): Record<string, string> {
	const say = communityText(locale);
	const change = escapeHtml(say('mine.change'));
	const items = own.map(
		({ id, text }) =>
			`<li><a href="#comment-${id}">${escapeHtml(text || '…')}</a> <a class="small" href="${commentWorkPath(id)}">${change}</a></li>`,
	);
	const list = items.length
		? `<section class="mine stack small" aria-label="${escapeHtml(say('mine.title'))}"><p class="muted">${escapeHtml(say('mine.title'))}</p><ul>${items.join('')}</ul></section>`
		: '';
	const moderator = mayModerate({
		kind: 'member',
		member: member.id,
		name: member.name,
		handle: member.handle,
		role: member.role,
	});
	const manage = moderator
		? `<p class="small"><a href="/community/thread/${thread}">${escapeHtml(say('mine.manage'))}</a></p>`
		: '';
	return { 'comment-form': memberFormEnd(member.name, locale), mine: list + manage };
}
