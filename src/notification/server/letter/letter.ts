/** Both parts of a mail. Links to pages of this site stand as tokens; the receiver's key as a slot. */
export interface LetterPart {
	html: string;
	text: string;
}

/** An article as a mail, before its links are known. */
export interface Letter {
	subject: string;
	/** For whoever may read all of it. */
	whole: LetterPart;
	/** The beginning, for those who may not read a members' article; null when everybody may read all. */
	beginning: LetterPart | null;
	/** Pages of this site that it leads to, by number of their token. */
	paths: string[];
	/** The number of the link that no person sees: who follows it is a program. */
	trap: number;
}

const token = /\uE002(\d+)\uE003/g;

/** The token of a link. */
export const linkToken = (index: number): string => `\uE002${index}\uE003`;

/** Puts addresses in the place of tokens; in HTML as in text they need no escaping. */
export const putLinks = (part: LetterPart, addressOf: (index: number) => string): LetterPart => ({
	html: part.html.replace(token, (_, index: string) => addressOf(Number(index))),
	text: part.text.replace(token, (_, index: string) => addressOf(Number(index))),
});

/** What stands for the letter in the database: both parts with tracked links and slots, and the head. */
export interface FixedLetter {
	head: string;
	whole: LetterPart;
	beginning: LetterPart | null;
	/** Tracked links (publishing.link), and the one that nobody sees. */
	links: number[];
	trap: number;
}
