/** The document of a form that was refused, or null: what was sent may be no document at all. */
export function typedBody(text: string | undefined): unknown {
	try {
		const body = text ? (JSON.parse(text) as unknown) : null;
		return body && typeof body === 'object' ? body : null;
	} catch {
		return null;
	}
}
