import type { Locale } from '#platform/language/locale.ts';
import { followedPath, listPath, memberLists } from '#community/following.ts';
import { communityText } from '#community/messages/index.ts';
import type { View } from '#ui/tag-nav.ts';

/** Where somebody keeps what they began to write. */
export const draftsPath = '/community/drafts';

/** The forum as a member sees it: all of it, and what of it is theirs; `open` is the address of the one that is read. */
export function ownWays(locale: Locale, open: string): View[] {
	const say = communityText(locale);
	const all = { href: '/community', label: say('list.all') };
	const lists = memberLists.map((list) => ({ href: listPath(list), label: say(`list.${list}`) }));
	const kept = [
		{ href: draftsPath, label: say('draft.title') },
		{ href: followedPath('watch'), label: say('follow.all') },
	];
	return [all, ...lists, ...kept].map((view) => ({ ...view, current: view.href === open, rel: 'nofollow' }));
}
