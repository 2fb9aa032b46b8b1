import type { z } from 'zod';
import { Problem } from '#platform/problem.ts';
import { readBytes, type Archive } from '#transfer/reading/archive.ts';

/** Characters of one line at most. */
const longest = 8 * 1024 * 1024;

/**
 * The lines of a list, one after the other and never more than one in memory. A list that is not there has none. Throws
 * Problem `transfer.broken` with the line, `transfer.too-long`.
 */
export async function* readLines<S extends z.ZodType>(
	archive: Archive,
	name: string,
	schema: S,
	read: (bytes: number) => void = () => undefined,
): AsyncGenerator<z.output<S>> {
	if (!archive.files.has(name)) return;
	const decoder = new TextDecoder();
	let rest = '';
	let line = 0;
	for await (const piece of readBytes(await archive.read(name), name)) {
		read(piece.length);
		const parts = (rest + decoder.decode(piece, { stream: true })).split('\n');
		rest = parts.pop() ?? '';
		if (rest.length > longest) throw new Problem('transfer.too-long', 422, { line: line + 1 });
		for (const part of parts) yield readValue(part, schema, ++line, name);
	}
	rest += decoder.decode();
	if (rest.trim()) yield readValue(rest, schema, line + 1, name);
}

/** A text of JSON as the schema wants it. Throws Problem `transfer.broken-line`. */
export function readValue<S extends z.ZodType>(text: string, schema: S, line: number, file: string): z.output<S> {
	const broken = (reason: string): Problem =>
		new Problem('transfer.broken-line', 422, { file: file.slice(0, 200), line, reason: reason.slice(0, 200) });
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw broken((error as Error).message);
	}
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw broken(parsed.error.issues[0]?.path.join('.') ?? '');
}
