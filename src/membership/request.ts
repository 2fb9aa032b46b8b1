/** What a person may ask of whoever keeps their data (個人資料保護法 §3). */
export const requestKinds = ['see', 'copy', 'correct', 'stop', 'delete'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** Days to decide in: 15 to let somebody see or copy, 30 to correct, stop or delete (§13); once as many again, with a reason. */
export const daysFor = (kind: RequestKind): number => (kind === 'see' || kind === 'copy' ? 15 : 30);

/** How long a wish to be deleted waits, in days, in which the person may think again; somebody else may have made it. */
export const thinkDays = 7;

/** Hours to report a breach in (draft rule of 2026-01 to §12 as amended 2025-11-11). */
export const breachHours = 72;

/** Kinds of data that are let go after a time, with the days that hold until the owner says otherwise; and the least. */
export const retentions = {
	mail: { days: 365, least: 30 },
	visit: { days: 730, least: 30 },
	look: { days: 1_825, least: 365 },
	request: { days: 1_825, least: 1_825 },
	breach: { days: 1_825, least: 1_825 },
	answer: { days: 730, least: 1 },
} as const;
export type Retained = keyof typeof retentions;
export const retainedKinds = Object.keys(retentions) as Retained[];
