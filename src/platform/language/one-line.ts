/** Text as one line, without signs that cannot be seen or that turn the reading direction. */
export const oneLine = (text: string): string =>
	text
		.normalize('NFC')
		.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim();
