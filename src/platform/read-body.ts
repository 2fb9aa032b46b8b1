import { Problem } from '#platform/problem.ts';

/** The raw bytes of a request, at most `limit` of them; more are refused (`webhook.too-large`, 413) without being kept. */
export async function readBody(request: Request, limit: number): Promise<Buffer> {
	const refuse = (): Problem => new Problem('webhook.too-large', 413, { kilobytes: Math.floor(limit / 1024) });
	if (Number(request.headers.get('content-length') ?? 0) > limit) throw refuse();
	const pieces: Uint8Array[] = [];
	let size = 0;
	const reader = request.body?.getReader();
	while (reader) {
		const { done, value } = await reader.read();
		if (done) break;
		size += value.length;
		if (size > limit) {
			await reader.cancel().catch(() => undefined);
			throw refuse();
		}
		pieces.push(value);
	}
	return Buffer.concat(pieces);
}
