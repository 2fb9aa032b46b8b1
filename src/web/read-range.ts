import type { ByteRange } from '#platform/file-store.ts';

/**
 * The one part of a file that a Range header asks for (RFC 9110 §14.1.2). Null: answer the whole, which is also right for
 * several parts at once and for what cannot be understood.
 */
export function readRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
	const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec((header ?? '').trim());
	const [, first = '', last = ''] = found ?? [];
	if (!found || (!first && !last)) return null;
	if (!first) {
		// The last so many bytes.
		const wanted = Number(last);
		return wanted === 0 ? 'unsatisfiable' : { first: Math.max(0, size - wanted), last: size - 1 };
	}
	const range = { first: Number(first), last: last ? Math.min(Number(last), size - 1) : size - 1 };
	if (last && Number(last) < range.first) return null;
	return range.first >= size ? 'unsatisfiable' : range;
}
