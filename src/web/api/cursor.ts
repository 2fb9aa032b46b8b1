import { Problem } from '#platform/problem.ts';

/** A place in a list as programs carry it: opaque, so that its inside may change. */
export const writeCursor = (place: number | string | null): string | null =>
	place === null ? null : Buffer.from(JSON.stringify({ v: 1, place })).toString('base64url');

/** The place that a cursor names. Throws Problem `cursor.invalid` (422) for anything that we did not write. */
export function readCursor<T extends 'number' | 'string'>(cursor: string | undefined, kind: T): (T extends 'number' ? number : string) | undefined {
	if (cursor === undefined) return undefined;
	try {
		const { v, place } = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as { v: unknown; place: unknown };
		const sound = v === 1 && typeof place === kind && (kind === 'string' || (Number.isSafeInteger(place) && (place as number) > 0));
		if (sound) return place as never;
	} catch {
		// Told below.
	}
	throw new Problem('cursor.invalid', 422);
}
