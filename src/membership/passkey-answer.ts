import { invalidInput } from '#platform/context/check-input.ts';

/** The answer of an authenticator as a form carries it (JSON). Throws Problem `input.invalid` when it is not JSON. */
export function parsePasskeyAnswer(text: string): unknown {
	if (text.length > 100_000) throw invalidInput([{ path: 'answer', key: 'too-long' }]);
	try {
		return JSON.parse(text);
	} catch {
		throw invalidInput([{ path: 'answer', key: 'wrong' }]);
	}
}
