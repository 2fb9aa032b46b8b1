import { mediaText } from '#media/messages/index.ts';
import type { Locale } from '#platform/language/locale.ts';
import { platformText } from '#platform/messages/index.ts';
import { kinds } from '#transfer/item.ts';
import { transferText } from '#transfer/messages/index.ts';
import { cut } from '#transfer/cut.ts';
import { fates, type Counts } from '#transfer/report.ts';
import type { RunReport } from '#transfer/run.ts';

/** A reason as a sentence; one that no catalogue knows is said by its code. */
export function sayNote(locale: Locale, code: string, details: Record<string, string | number>): string {
	const key = `note.${code}`;
	const { why, address } = details;
	const said = transferText(locale)(key as never, {
		...details,
		...(typeof why === 'string' && { why: sayWhy(locale, why, details) }),
		// What lies in an archive has a path there and no address.
		...(typeof address === 'string' && { address: address.replace(/^https:\/\/[a-z-]+\.invalid\//, '') }),
	});
	return said === key ? code : said;
}

/** What reports of before did not write down. */
const unsaid = { line: 0, column: 0, status: '…', host: '…', megabytes: '…', megapixels: '…', side: '…' };

/** Why a picture or a file could not be had: the refusal of whoever was asked for it, as a sentence. */
function sayWhy(locale: Locale, code: string, details: Record<string, string | number>): string {
	const key = `problem.${code}`;
	for (const speaker of [transferText, mediaText, platformText]) {
		const said = speaker(locale)(key as never, { ...unsaid, ...details });
		if (said !== key) return said;
	}
	return code;
}

/** Why things did not come, or not whole, as it is said to a person. */
export interface SaidReason {
	kind: string;
	count: number;
	text: string;
	/** What some of them are called. */
	examples: string[];
}

export const sayReasons = (locale: Locale, reasons: RunReport['reasons']): SaidReason[] =>
	reasons.map(({ kind, code, count, examples }) => ({
		kind: sayKind(locale, kind),
		count,
		text: sayNote(locale, code, examples[0]?.details ?? {}),
		examples: examples.map(({ title, id }) =>
			transferText(locale)('run.example', { title: cut(title || id, 60).replace(/^https:\/\/[a-z-]+\.invalid\//, '') }),
		),
	}));

/** What kind of thing it is, in words. */
export const sayKind = (locale: Locale, kind: string): string => {
	const known = (kinds as readonly string[]).includes(kind) ? kind : 'other';
	return transferText(locale)(`kind.${known}` as 'kind.article');
};

/** One line for each kind: `文章：已搬來 3、不能搬 1`. `dry`: what would happen; else what did. */
export function countLines(locale: Locale, counts: Counts, dry: boolean): string[] {
	const say = transferText(locale);
	const number = new Intl.NumberFormat(locale);
	return [...kinds, 'other' as const].flatMap((kind) => {
		const count = counts[kind];
		if (!count) return [];
		const parts = fates
			.filter((fate) => count[fate])
			.map((fate) => say('report.part', { what: say(fateKey(fate, dry)), count: number.format(count[fate]) }));
		const list = new Intl.ListFormat(locale, { type: 'unit', style: 'short' });
		return parts.length ? [say('report.line', { kind: sayKind(locale, kind), parts: list.format(parts) })] : [];
	});
}

/** The name of a fate, as something that will be or that was. */
export const fateKey = (fate: (typeof fates)[number], dry: boolean) =>
	dry || (fate !== 'fresh' && fate !== 'changed') ? (`fate.${fate}` as const) : (`fate.${fate}.done` as const);
