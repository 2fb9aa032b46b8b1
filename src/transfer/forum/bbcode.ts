import { withSigns } from '#transfer/forum/sign.ts';

/** Tags of BBCode that Markdown has a sign for. */
const pairs: Record<string, string> = { b: '**', strong: '**', i: '*', em: '*', s: '~~', strike: '~~', del: '~~' };

/** Tags whose words stay and whose dress goes. */
const dress =
	/\[\/?(?:u|color|size|font|center|left|right|justify|small|sub|sup|indent|email|table|tr|td|th|spoiler|details|hide|poll)(?:[= ][^\]\n]{0,200})?\]/gi;

/**
 * Text of a forum with what is BBCode in it said in Markdown: bold, italic, struck, links, pictures, quotes, lists, code; and shortcodes as the signs that
 * they mean. Inside of code nothing is touched, and what is no tag of BBCode stays as it is.
 */
export function withoutBbcode(text: string): string {
	if (!/\[[a-z*/]|:[a-z0-9_+-]+:/i.test(text)) return text;
	// Odd pieces are code: between back ticks, or in a [code].
	return text
		.split(/(```[\s\S]*?```|`[^`\n]*`|\[code(?:=[^\]\n]{0,40})?\][\s\S]*?\[\/code\])/gi)
		.map((piece, place) => (place % 2 ? code(piece) : withSigns(plain(piece))))
		.join('');
}

const code = (piece: string): string => {
	const found = /^\[code(?:=[^\]\n]{0,40})?\]\n?([\s\S]*?)\n?\[\/code\]$/i.exec(piece);
	return found ? `\n\n\`\`\`\n${found[1] ?? ''}\n\`\`\`\n\n` : piece;
};

const plain = (piece: string): string =>
	quotes(piece)
		.replace(
			/\[(b|strong|i|em|s|strike|del)\]([^\S\n]*)([\s\S]{1,5000}?)([^\S\n]*)\[\/\1\]/gi,
			(_, tag: string, before: string, words: string, after: string) => {
				const sign = pairs[tag.toLowerCase()] ?? '';
				return words.includes('\n\n') ? `${before}${words}${after}` : `${before}${sign}${words}${sign}${after}`;
			},
		)
		.replace(/\[url\]\s*([^\s[\]]{1,2000})\s*\[\/url\]/gi, '<$1>')
		.replace(/\[url=["']?([^\]\s"']{1,2000})["']?\]([\s\S]{1,2000}?)\[\/url\]/gi, '[$2](<$1>)')
		.replace(/\[img(?:[= ][^\]\n]{0,200})?\]\s*([^\s[\]]{1,2000})\s*\[\/img\]/gi, '\n\n![](<$1>)\n\n')
		.replace(/\[(?:youtube|media|video)\]\s*([^\s[\]]{1,2000})\s*\[\/(?:youtube|media|video)\]/gi, '\n\n$1\n\n')
		.replace(/\[\/?(?:list|ul|ol)(?:=[^\]\n]{0,20})?\]/gi, '\n\n')
		.replace(/^[^\S\n]*\[(?:\*|li)\][^\S\n]*/gim, '- ')
		.replace(/\[\/(?:\*|li)\]/gi, '')
		.replace(dress, '');

/** Quotes from the innermost outwards; whose words they are stands above them. */
function quotes(text: string): string {
	let left = text;
	for (let depth = 0; depth < 6; depth++) {
		const next = left.replace(
			/\[quote(?:=["']?([^\]"',\n]{0,100})[^\]\n]{0,200})?\]((?:(?!\[quote[=\]])[\s\S]){0,20000}?)\[\/quote\]/gi,
			(_, who: string | undefined, words: string) => {
				const lines = `${who?.trim() ? `**${who.trim()}**\n\n` : ''}${words.trim()}`.split('\n');
				return `\n\n${lines.map((line) => `> ${line}`).join('\n')}\n\n`;
			},
		);
		if (next === left) break;
		left = next;
	}
	return left;
}
