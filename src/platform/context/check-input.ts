import type { z } from 'zod';
import { Problem, type FieldProblem } from '#platform/problem.ts';

/** NUL cannot be stored by PostgreSQL, and an unpaired surrogate is not text. */
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** The input as the schema wants it. Throws Problem `input.invalid` (422) with one finding per field. */
export function checkInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
	const foul = findUnstorable(input, 0);
	if (foul !== null) throw invalidInput([{ path: foul, key: 'unstorable' }]);
	const parsed = schema.safeParse(input);
	if (parsed.success) return parsed.data;
	throw invalidInput(
		parsed.error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), key: keyOf(issue) })),
	);
}

/** The problem of an input whose fields cannot be used. */
export const invalidInput = (fields: FieldProblem[]): Problem => new Problem('input.invalid', 422, { fields });

function keyOf(issue: { code: string; message: string }): string {
	if (/^[a-z-]+$/.test(issue.message)) return issue.message;
	if (issue.code === 'too_big') return 'too-long';
	if (issue.code === 'too_small') return 'too-short';
	if (issue.code === 'invalid_type') return issue.message.endsWith('received undefined') ? 'missing' : 'wrong-type';
	return 'wrong';
}

/** Where something stands that cannot be stored, or null. The way there is written down on the way back: of a thousand comments, nobody reads it. */
function findUnstorable(value: unknown, depth: number): string | null {
	if (typeof value === 'string') return isStorable(value) ? null : '';
	if (value === null || typeof value !== 'object' || depth > 64 || Buffer.isBuffer(value)) return null;
	if (Array.isArray(value)) {
		for (let place = 0; place < value.length; place++) {
			const found = findUnstorable(value[place], depth + 1);
			if (found !== null) return found ? `${place}.${found}` : String(place);
		}
		return null;
	}
	for (const name of Object.keys(value)) {
		const found = findUnstorable((value as Record<string, unknown>)[name], depth + 1);
		if (found !== null) return found ? `${name}.${found}` : name;
	}
	return null;
}
