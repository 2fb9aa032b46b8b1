let names: readonly string[] | undefined;

/** Every time zone that can be chosen, by its IANA name. */
export const timeZones = (): readonly string[] =>
	(names ??= [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])]);

/** True for a name that times can be told in, an older name of a place included. */
export function isTimeZone(name: string): boolean {
	if (!/^[A-Za-z]/.test(name)) return false;
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
