import type { Locale } from '#platform/language/locale.ts';
import { publishingText } from '#publishing/messages/index.ts';
import type { QrCard } from '#publishing/qr.ts';

/** What a code opens, as people call it: a page that every site has, a title, or the address where nothing stands. */
export function destinationName(locale: Locale, { opens, target }: Pick<QrCard, 'opens' | 'target'>): string {
	if (!opens) return decoded(target);
	return opens.fixed ? publishingText(locale)(`qr.to.${opens.fixed}`) : opens.title;
}

const decoded = (path: string): string => {
	try {
		return decodeURI(path);
	} catch {
		return path;
	}
};
