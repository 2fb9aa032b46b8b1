import twitterText from 'twitter-text';

/** Beyond this no text is a post, in UTF-16 units: it is counted in pieces of so many at most. */
const longest = 2_000;
const piece = 500;
const signs = new Intl.Segmenter('zh-TW', { granularity: 'grapheme' });

const weigh = (text: string): number => twitterText.parseTweet(text).weightedLength;

/**
 * The length of a text by the open rules of twitter-text 3, in the half characters that 280 of are a post: most scripts
 * weigh one, Chinese two, an emoji two, an address 23. Looking for addresses takes as long as the square of what stands without a
 * space, and a page counts with every key that is pressed: what is far too long for a post is counted word by word, and words that are
 * too long by themselves in pieces between signs.
 */
export function weightedLength(text: string): number {
	if (text.length <= longest) return weigh(text);
	let length = 0;
	for (const word of text.normalize().match(/\s+|\S+/gu) ?? [])
		for (const part of word.length > longest && !/^https?:/i.test(word) ? piecesOf(word) : [word])
			length += weigh(part);
	return length;
}

function* piecesOf(word: string): Generator<string> {
	let part = '';
	for (const { segment } of signs.segment(word)) {
		if (part.length + segment.length > piece) {
			yield part;
			part = '';
		}
		part += segment;
	}
	yield part;
}
