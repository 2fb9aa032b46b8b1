/** Characters that are sent at a time. */
const piece = 64 * 1024;

/** An answer whose text is made while it is sent: it is never whole in memory, and a slow reader slows its making. */
export function streamText(type: string, lines: () => AsyncGenerator<string>): Response {
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
	return new Response(body, { headers: { 'content-type': type } });
}
