const graphemes = new Intl.Segmenter('zh-Hant', { granularity: 'grapheme' });

/**
 * A text cut to at most so many graphemes: after a sentence when one ends in the last two fifths, otherwise between
 * words and with an ellipsis, which is counted.
 */
export function shorten(text: string, characters: number): string {
	// Segmenting is slow; a grapheme is rarely longer than a few units, and a hostile one is cut by force.
	const parts: string[] = [];
	for (const { segment } of graphemes.segment(text.slice(0, characters * 16 + 64)))
		if (parts.push(segment) > characters) break;
	if (parts.length <= characters)
		return text.length <= characters * 16 + 64 ? text : `${parts.slice(0, Math.max(0, characters - 1)).join('')}…`;
	if (characters < 1) return '';
	const head = parts.slice(0, characters);
	const from = Math.ceil(characters * 0.6);
	for (let end = head.length; end > from; end -= 1) {
		const [last, next] = [head[end - 1] as string, parts[end] ?? ''];
		if (/^[。！？…」』]$/u.test(last) ? endsSentence(head, end, next) : /^[.!?]$/.test(last) && /^\s?$/.test(next))
			return head.slice(0, end).join('');
	}
	let end = characters - 1;
	// Latin words stay whole; a very long one does not push everything out.
	while (
		end > from &&
		/^[\p{Script=Latin}\p{N}]$/u.test(parts[end] ?? '') &&
		/^[\p{Script=Latin}\p{N}'’-]$/u.test(parts[end - 1] ?? '')
	)
		end -= 1;
	if (end === from) end = characters - 1;
	return `${parts
		.slice(0, end)
		.join('')
		.replace(/[\s，、；：,;:—-]+$/u, '')}…`;
}

/** A closing bracket ends a sentence only after its mark, and a mark before a closing bracket does not. */
const endsSentence = (head: readonly string[], end: number, next: string): boolean =>
	/^[」』）]$/u.test(head[end - 1] as string)
		? /^[。！？…]$/u.test(head[end - 2] ?? '')
		: !/^[」』）。！？…]$/u.test(next);
