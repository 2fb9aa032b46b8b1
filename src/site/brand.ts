import type { Locale } from '#platform/language/locale.ts';

/** The three starting layouts of a home page. */
export const layouts = ['journal', 'shop-window', 'plaza'] as const;
export type Layout = (typeof layouts)[number];

/** File names of a brand's icons. The SVG is there where no logo is. */
export interface BrandIcons {
	/** 32 × 32. */
	ico: string;
	svg: string | null;
	/** 180 × 180. */
	apple: string;
	/** 192 × 192. */
	medium: string;
	/** 512 × 512. */
	large: string;
	/** 512 × 512 with room around. */
	maskable: string;
	/** Of what they were drawn from. */
	digest: string;
}

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
	/** Null until they are drawn. */
	icons: BrandIcons | null;
	facebookPage: string | null;
	/** False until the first run is finished. */
	ready: boolean;
}
