import type { Locale } from '#platform/language/locale.ts';

/** What the pages that offer topics are about. */
export const topicsThing = 'topics';

/** A topic in both languages. */
export interface Topic {
	id: number;
	name: string;
	name_en: string;
	about: string;
	about_en: string;
}

/** A topic as a reader of one language sees it: the other language where this one is not told. */
export const topicIn = ({ id, name, name_en, about, about_en }: Topic, locale: Locale) => ({
	id,
	name: (locale === 'en' && name_en) || name,
	about: locale === 'en' ? about_en || about : about || about_en,
});
export type TopicText = ReturnType<typeof topicIn>;

/** Names in a row, as the language writes them. */
export const joinNames = (names: readonly string[], locale: Locale): string =>
	locale === 'en' ? new Intl.ListFormat('en').format(names) : names.map((name) => `「${name}」`).join('');
