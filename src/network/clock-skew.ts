/** Clocks differ: what we look for on a network may carry a time of a few minutes before our own. Milliseconds. */
export const clockSkew = 10 * 60_000;
