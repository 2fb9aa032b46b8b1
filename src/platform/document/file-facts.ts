import type { Locale } from '#platform/language/locale.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in bytes as a person says it: `1.2 MB`. */
export function sizeOfFile(bytes: number, locale: Locale): string {
	const step = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
	return new Intl.NumberFormat(locale, {
		style: 'unit',
		unit: units[step] as string,
		maximumFractionDigits: step > 1 ? 1 : 0,
	}).format(bytes / 1_000 ** step);
}

/** What kind of file it is, as its name ends: `PDF`. Empty when the name does not say. */
export const kindOfFile = (name: string, mediaType: string | null): string =>
	(
		/\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ??
		/^[a-z]+\/([a-z0-9]{1,5})$/i.exec(mediaType ?? '')?.[1] ??
		''
	).toUpperCase();
