import type { Locale } from '#platform/language/locale.ts';

/** The three starting layouts of a home page. */
export const layouts = ['journal', 'shop-window', 'plaza'] as const;
export type Layout = (typeof layouts)[number];

/** The brand as every page shows it. */
export interface Brand {
	name: string;
	tagline: string;
	/** `#rrggbb`, lower case. */
	colour: string;
	layout: Layout;
	locale: Locale;
	/** IANA name; reports and times are told in it. */
	timeZone: string;
	logo: { file: string; width: number; height: number } | null;
	facebookPage: string | null;
	/** False until the first run is finished. */
	ready: boolean;
}
