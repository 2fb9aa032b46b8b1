/** How long the first thing waits for others of its thread, in seconds. */
export const gathering = 8;

/** Between two calls about the same thread, in seconds: what is meant for a member, and what is only said where they listen. */
export const nearPause = 60;
export const pause = 15 * 60;

/** What could not be handed over for so long is no news any more, in hours; nights do not count. */
export const freshHours = 24;

/** Until a device whose service takes nothing is tried again, in seconds, after each try. About six hours in all. */
const pauses = [30, 120, 600, 3600, 4 * 3600];

/** When it is tried again after so many tries; `after`: what the service asked for, in seconds. Null: never. */
export function nextCall(tries: number, now: Date, after = 0): Date | null {
	const seconds = pauses[tries - 1];
	return seconds === undefined ? null : new Date(now.getTime() + Math.max(seconds, Math.min(after, 86_400)) * 1000);
}

/** A process that took something and said nothing since has died, in seconds: it is taken again. What comes twice takes the place of itself. */
export const longestCall = 300;
