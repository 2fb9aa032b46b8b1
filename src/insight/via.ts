/** Name of the cookie that remembers the tracked link a browser came by, until the browser is closed. */
export const viaCookie = 'via';

/** How long a followed link begins visits, in milliseconds: as long as a visit may pause. */
export const visitPause = 30 * 60_000;

/** What the cookie says: the link's code and when it was followed (null: not told). */
export interface Via {
	code: string;
	followed: Date | null;
}

/** The cookie's value for a link followed now: `CODE.SECONDS`. The time keeps next week's visit from counting for the link. */
export const viaValue = (code: string, now: Date): string => `${code}.${Math.floor(now.getTime() / 1000)}`;

/** Reads the cookie's value; a bare code is understood too. Null when it is none of ours. */
export function readVia(value: string | null | undefined): Via | null {
	const found = value && value.length <= 60 ? /^([A-Za-z0-9_-]{1,40})(?:\.(\d{9,11}))?$/.exec(value) : null;
	if (!found?.[1]) return null;
	return { code: found[1], followed: found[2] ? new Date(Number(found[2]) * 1000) : null };
}
