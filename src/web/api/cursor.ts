import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';

/** Bytes of the signature at a cursor's beginning. */
const signed = 12;

/**
 * A place in a list as programs carry it: opaque, so that its inside may change, and signed, so that only what we wrote
 * reaches the lists.
 */
export function writeCursor(ctx: Ctx, place: number | string | null): string | null {
	if (place === null) return null;
	const inside = Buffer.from(JSON.stringify(place));
	return Buffer.concat([sign(ctx, inside), inside]).toString('base64url');
}

/** The place that a cursor names. Throws Problem `cursor.invalid` (422) for anything that we did not write. */
export function readCursor<T extends 'number' | 'string'>(
	ctx: Ctx,
	cursor: string | undefined,
	kind: T,
): (T extends 'number' ? number : string) | undefined {
	if (cursor === undefined) return undefined;
	const bytes = Buffer.from(cursor, 'base64url');
	const inside = bytes.subarray(signed);
	if (bytes.length > signed && timingSafeEqual(bytes.subarray(0, signed), sign(ctx, inside))) {
		const place = JSON.parse(inside.toString()) as unknown;
		if (typeof place === kind) return place as never;
	}
	throw new Problem('cursor.invalid', 422);
}

const sign = (ctx: Ctx, inside: Buffer): Buffer =>
	createHmac('sha256', ctx.site.key('api cursor')).update(inside).digest().subarray(0, signed);
