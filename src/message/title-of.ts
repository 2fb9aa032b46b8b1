import type { Locale } from '#platform/language/locale.ts';
import { messageText } from '#message/messages/index.ts';
import type { Partner } from '#message/talk.ts';

/** Names that stand for a talk without a name. */
const shown = 3;

/** What a talk is called to whoever reads: its name, or its people's. `people`: all who are in it. */
export function titleOf(
	talk: { title: string; partners: readonly Partner[]; people?: number },
	locale: Locale,
): string {
	const say = messageText(locale);
	if (talk.title) return talk.title;
	const names = talk.partners.map(({ name }) => name);
	if (!names.length) return say('messages.former');
	const count = talk.people ?? names.length + 1;
	const parted = names.slice(0, shown).join(locale === 'en' ? ', ' : '、');
	return count > shown + 1 ? say('messages.and-others', { names: parted, count }) : parted;
}
