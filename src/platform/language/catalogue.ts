import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '#platform/language/locale.ts';

export type Values = Record<string, string | number | Date | boolean | null | undefined>;

/** The sentences of one module in both languages. English must have every key of the original, and no other. */
type Texts<K extends string> = { 'zh-TW': Record<K, string>; en: Record<NoInfer<K>, string> };

/** Says one sentence: `say('comment.count', { count: 3 })`. */
export type Say<K extends string> = (key: K, values?: Values) => string;

/** A sentence that was taken apart; the build does it for the browser (vite.config.ts), which then needs no parser. */
type Parts = ReturnType<IntlMessageFormat['getAst']>;

/**
 * A module's catalogue, as a function from language to speech. Sentences are ICU messages and are parsed once, when
 * first spoken. Values are put in as they are: escaping belongs to whoever prints.
 */
export function catalogue<K extends string>(texts: Texts<K>): (locale: Locale) => Say<K> {
	const spoken: Record<Locale, Map<string, (values?: Values) => string>> = { 'zh-TW': new Map(), en: new Map() };
	const speakers: Partial<Record<Locale, Say<K>>> = {};
	return (locale) =>
		(speakers[locale] ??= (key, values) => {
			let speak = spoken[locale].get(key);
			if (!speak) {
				speak = sentence(Object.hasOwn(texts[locale], key) ? texts[locale][key] : key, locale);
				spoken[locale].set(key, speak);
			}
			return speak(values);
		});
}

function sentence(text: string | Parts, locale: Locale): (values?: Values) => string {
	if (typeof text === 'string' && !/[{']/.test(text)) return () => text;
	let message: IntlMessageFormat | undefined;
	const whole = () => (message ??= new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }));
	const parts = typeof text === 'string' ? whole().getAst() : text;
	// Most sentences only have words put in; that is not worth asking the runtime for languages, numbers and plurals.
	const simple = parts.every(({ type }) => type <= 1) ? (parts as { type: number; value: string }[]) : null;
	return (values) => {
		const said = simple?.map(({ type, value }) => (type ? values?.[value] : value));
		if (said?.every((part) => typeof part === 'string' || typeof part === 'number')) return said.join('');
		return String(whole().format(values as Record<string, string>));
	};
}
