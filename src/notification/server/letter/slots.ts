import { keyLength } from '#notification/server/subscriber-key.ts';

/** Stands in a letter where the receiver's key will stand; no text of ours contains it. */
export const slot = '\uE000';
/** Stands before a slot where up to two spaces do no harm. */
const room = '\uE001';

/** A part of a letter in base64, with the receiver's key left out. */
export interface Pieces {
	/** One more than there are slots. */
	texts: string[];
	/** After how many characters of the encoded key its line ends; as many as it has when the line goes on. */
	cuts: number[];
}

const lineLength = 76;
const encodedKey = (keyLength / 3) * 4;

/** Takes our signs out of what somebody wrote. */
export const withoutSlots = (text: string): string => text.replace(/[\uE000-\uE003]/g, '');

/** Marks where spaces may be put before each key in an `href` of HTML. */
export const roomInHtml = (html: string): string => html.replace(/ href="([^"]*\uE000)/g, `${room} href="$1`);
/** Marks where spaces may be put before each address with a key in plain text. */
export const roomInText = (text: string): string => text.replace(/(^|\s)(\S*\uE000)/g, `$1${room}$2`);

/**
 * Encodes text once for all receivers (RFC 2045 §6.8): every key begins at a multiple of three bytes, so that its own
 * encoding stands by itself and nothing around it changes from one receiver to the next.
 */
export function encodePieces(text: string): Pieces {
	const segments = text.split(slot);
	const texts: string[] = [];
	const cuts: number[] = [];
	let column = 0;
	const wrap = (encoded: string): string => {
		let wrapped = '';
		for (let at = 0; at < encoded.length;) {
			if (column === lineLength) {
				wrapped += '\r\n';
				column = 0;
			}
			const line = encoded.slice(at, at + lineLength - column);
			wrapped += line;
			column += line.length;
			at += line.length;
		}
		return wrapped;
	};
	segments.forEach((segment, index) => {
		const last = index === segments.length - 1;
		const bare = segment.replaceAll(room, '');
		const over = Buffer.byteLength(bare) % 3;
		const at = segment.lastIndexOf(room);
		const filled =
			last || !over ? bare : segment.slice(0, at).replaceAll(room, '') + ' '.repeat(3 - over) + segment.slice(at + 1);
		if (!last && over && at < 0) throw new Error('A key stands where no space may be put before it');
		texts.push(wrap(Buffer.from(filled).toString('base64')));
		if (last) return;
		const left = lineLength - column;
		cuts.push(Math.min(left, encodedKey));
		column = left >= encodedKey ? column + encodedKey : encodedKey - left;
	});
	return { texts, cuts };
}

/** The part for one receiver; `key` is base64 of the key. */
export function fillPieces({ texts, cuts }: Pieces, key: string): string {
	let filled = texts[0] ?? '';
	for (let index = 0; index < cuts.length; index++) {
		const cut = cuts[index] as number;
		filled += cut === encodedKey ? key : `${key.slice(0, cut)}\r\n${key.slice(cut)}`;
		filled += texts[index + 1];
	}
	return filled;
}
