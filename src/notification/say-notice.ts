import type { Locale } from '#platform/language/locale.ts';
import { notificationText } from '#notification/messages/index.ts';
import type { Notice } from '#notification/notice.ts';

/** What happened, in one sentence: who did what. */
export function sayNotice(
	{ kind, name, people, group }: Pick<Notice, 'kind' | 'name' | 'people' | 'group'>,
	locale: Locale,
): string {
	const say = notificationText(locale);
	const values = { name: name ?? say('notice.somebody'), others: people - 1 };
	return kind === 'mention' && group
		? say('notice.mention-group', { ...values, group })
		: say(`notice.${kind}`, values);
}
