import { JSONParser } from '@streamparser/json';
import { Problem } from '#platform/problem.ts';

/** A value at one of the wanted paths, and the names on the way to it, outermost first. */
export interface JsonValue {
	path: (string | number)[];
	value: unknown;
}

/** Characters of one value at most. */
const mostCharacters = 64 * 1024 * 1024;

/**
 * The values of a JSON text at these paths (`$.db.*.data.posts.*`), as they come; everything else is passed by, so that a
 * file of any size needs the memory of its largest value. Throws Problem `transfer.broken`.
 */
export async function* readJson(pieces: AsyncIterable<Uint8Array>, paths: string[]): AsyncGenerator<JsonValue> {
	const parser = new JSONParser({ paths, keepStack: false });
	const ready: JsonValue[] = [];
	let since = 0;
	let position = 0;
	let ended = false;
	parser.onValue = ({ value, key, stack }) => {
		since = 0;
		const path = [...stack.map((level) => level.key), key].filter((part) => part !== undefined);
		ready.push({ path, value });
	};
	parser.onEnd = () => void (ended = true);
	const broken = (): Problem => new Problem('transfer.broken', 422, { line: 1, column: position });
	for await (const piece of pieces) {
		try {
			if (!parser.isEnded) parser.write(piece);
		} catch {
			yield* ready.splice(0);
			throw broken();
		}
		position += piece.length;
		since += piece.length;
		yield* ready.splice(0);
		if (since > mostCharacters) throw new Problem('transfer.too-long', 422, { line: 1 });
	}
	if (!ended && !parser.isEnded) throw broken();
}
