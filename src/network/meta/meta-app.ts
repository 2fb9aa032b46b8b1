import type { Locale } from '#platform/language/locale.ts';
import type { ConnectField } from '#network/connect.ts';

/** What an app of Meta is known by: its number and its secret. */
export const metaApp = (
	label: (locale: Locale, key: 'app.id' | 'app.secret' | 'app.hint') => string,
): ConnectField[] => [
	{
		name: 'id',
		label: (locale) => label(locale, 'app.id'),
		hint: (locale) => label(locale, 'app.hint'),
		pattern: /^\d{4,25}$/,
	},
	{ name: 'secret', label: (locale) => label(locale, 'app.secret'), secret: true, pattern: /^[\w-]{8,200}$/ },
];
