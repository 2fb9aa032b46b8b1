/**
 * Text as it was written. The JSON of a download has every byte of a text's UTF-8 as a sign of its own (`\u00e9\u0086\u00ac`
 * for 醬); what is not such a row of bytes is left as it is.
 */
export function repairText(text: string): string {
	if (!/[\u0080-\u00ff]/.test(text) || /[^\u0000-\u00ff]/.test(text)) return text;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
	} catch {
		return text;
	}
}

/** The same for everything inside. */
export function repairAll(value: unknown, depth = 0): unknown {
	if (typeof value === 'string') return repairText(value);
	if (value === null || typeof value !== 'object' || depth > 40) return value;
	if (Array.isArray(value)) return value.map((inner) => repairAll(inner, depth + 1));
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, repairAll(inner, depth + 1)]));
}
