import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '#platform/language/locale.ts';

export type Values = Record<string, string | number | Date | boolean | null | undefined>;

/** The sentences of one module in both languages. English must have every key of the original, and no other. */
type Texts<K extends string> = { 'zh-TW': Record<K, string>; en: Record<NoInfer<K>, string> };

/** Says one sentence: `say('comment.count', { count: 3 })`. */
export type Say<K extends string> = (key: K, values?: Values) => string;

/**
 * A module's catalogue, as a function from language to speech. Sentences are ICU messages and are parsed once, when
 * first spoken. Values are put in as they are: escaping belongs to whoever prints.
 */
export function catalogue<K extends string>(texts: Texts<K>): (locale: Locale) => Say<K> {
	const parsed: Record<Locale, Map<string, IntlMessageFormat | string>> = { 'zh-TW': new Map(), en: new Map() };
	const speakers: Partial<Record<Locale, Say<K>>> = {};
	return (locale) =>
		(speakers[locale] ??= (key, values) => {
			let message = parsed[locale].get(key);
			if (message === undefined) {
				const text = Object.hasOwn(texts[locale], key) ? texts[locale][key] : key;
				message =
					text.includes('{') || text.includes("'")
						? new IntlMessageFormat(text, locale, undefined, { ignoreTag: true })
						: text;
				parsed[locale].set(key, message);
			}
			return typeof message === 'string' ? message : String(message.format(values as Record<string, string>));
		});
}
