/** What is left of a text when spaces, marks, addresses and case are taken away: two posts with the same are the same to a reader. */
export const bareWords = (text: string): string =>
	text
		.normalize('NFKC')
		.replace(/https?:\/\/\S+/gu, '')
		.replace(/[^\p{L}\p{N}]+/gu, '')
		.toLowerCase();

/** True when a reader would take one for the other. Texts without words are never the same. */
export function sameWords(one: string, other: string): boolean {
	const bare = bareWords(one);
	return bare !== '' && bare === bareWords(other);
}
