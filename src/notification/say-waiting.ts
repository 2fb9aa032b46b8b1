import type { Locale } from '#platform/language/locale.ts';
import { notificationText } from '#notification/messages/index.ts';

/** Names that are said; more are counted. */
const shown = 3;

/** That somebody wrote to a member: who, and how much; never what. */
export function sayWaiting({ names, count }: { names: readonly string[]; count: number }, locale: Locale): string {
	const say = notificationText(locale);
	const said = names.length ? names.slice(0, shown) : [say('notice.somebody')];
	const others = Math.max(0, names.length - shown);
	return say('message.told', { names: said.join(locale === 'en' ? ', ' : '、'), others, count });
}
