/** Shortest password, in characters (NIST SP 800-63B asks for 8; length is what counts). */
export const shortestPassword = 10;
export const longestPassword = 200;

/** Beginnings and patterns of the passwords that are guessed first. */
const common =
	'password passw0rd p@ssword p@ssw0rd qwertyuiop qwerty1234 qwerty12345 qwerty123456 1qaz2wsx3edc 1q2w3e4r5t 1q2w3e4r5t6y qazwsxedc iloveyou letmein welcome admin administrator changeme monkey dragon football baseball sunshine princess superman batman starwars trustno1 whatever master homecourt abc123 abcd1234 a123456789 aa123456789 asdfghjkl zxcvbnm zxcvbnm123 google facebook taiwan woaini woaini1314 5201314 ji32k7au4a83 au4a83 su3cl3 taipei formosa'.split(
		' ',
	);
const runs = [
	'abcdefghijklmnopqrstuvwxyz',
	'0123456789012345678901234567890',
	'9876543210987654321098765432',
	'qwertyuiopasdfghjklzxcvbnm',
	'1qaz2wsx3edc4rfv5tgb6yhn',
];

/** True when a password is among those that are guessed first: a well-known word with digits, a run, a repetition, the own name. */
export function guessable(password: string, ...own: string[]): boolean {
	const low = password.normalize('NFKC').toLowerCase();
	const core = low.replace(/[\d\W_]+$/u, '').replace(/^[\d\W_]+/u, '');
	if (new Set(low).size < 5) return true;
	if (common.some((word) => low === word || core === word || low.replace(/[\W_]/gu, '') === word)) return true;
	if (runs.some((run) => run.includes(low) || [...run].reverse().join('').includes(low))) return true;
	if (/^(.{1,5})\1+$/u.test(low)) return true;
	const names = own
		.flatMap((text) => [text.toLowerCase(), text.toLowerCase().split('@')[0] ?? ''])
		.filter((text) => text.length > 2);
	return names.some((text) => low.replace(text, '').length < 5);
}
