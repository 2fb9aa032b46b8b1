import { invalidInput } from '#platform/context/check-input.ts';
import type { FieldProblem } from '#platform/problem.ts';
import type { ConnectField } from '#network/connect.ts';
import type { Connection } from '#network/network.ts';

/**
 * What a person filled in, as the network wants it. What is left empty stays as it was known. Throws Problem
 * `input.invalid` with what is missing or cannot be right.
 */
export function readFields(fields: readonly ConnectField[], given: Connection, known: Connection = {}): Connection {
	const wrong: FieldProblem[] = [];
	const read: Record<string, string> = {};
	for (const { name, pattern, optional } of fields) {
		const value = (given[name] ?? '').trim() || known[name] || '';
		if (!value && !optional) wrong.push({ path: name, key: 'missing' });
		else if (value.length > 4_000 || (value && pattern && !pattern.test(value)))
			wrong.push({ path: name, key: 'not-right' });
		else if (value) read[name] = value;
	}
	if (wrong.length) throw invalidInput(wrong);
	return read;
}
