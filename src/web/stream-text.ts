/** Characters that are sent at a time. */
const piece = 64 * 1024;

/**
 * An answer whose text is made while it is sent: it is never whole in memory, and a slow reader slows its making. Whoever
 * names a mark that still holds (`W/"…"`) gets nothing again.
 */
export function streamText(
	type: string,
	lines: () => AsyncGenerator<string>,
	{ request, mark }: { request?: Request; mark?: string | null } = {},
): Response {
	const headers: Record<string, string> = { 'content-type': type };
	if (mark) {
		headers['etag'] = `W/"${mark}"`;
		headers['cache-control'] = 'public, max-age=0, must-revalidate';
		const known = request?.headers.get('if-none-match') ?? '';
		if (known.split(/,\s*/).includes(headers['etag'])) return new Response(null, { status: 304, headers });
	}
	const source = lines();
	const encoder = new TextEncoder();
	const body = new ReadableStream<Uint8Array>({
		async pull(controller) {
			let text = '';
			while (text.length < piece) {
				const { done, value } = await source.next();
				if (done) {
					if (text) controller.enqueue(encoder.encode(text));
					return controller.close();
				}
				text += value;
			}
			controller.enqueue(encoder.encode(text));
		},
		async cancel() {
			await source.return(undefined);
		},
	});
	return new Response(body, { headers });
}
