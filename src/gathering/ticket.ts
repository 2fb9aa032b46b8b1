import { doorPath } from '#gathering/gathering.ts';

/** How a member stands to a gathering. */
export interface OwnTicket {
	id: number;
	code: string;
	note: string;
	asked: Date;
	/** Null: it waits for a seat. */
	seated: Date | null;
	checkedIn: Date | null;
	/** Null: they are reminded a day before. */
	unreminded: Date | null;
	/** How many wait before them; null where they have a seat. */
	ahead: number | null;
}

/** One line of the list at the door. */
export interface Guest {
	ticket: number;
	code: string;
	/** Of the member, or as the door wrote it; null: somebody who was let go. */
	name: string | null;
	member: { id: number; handle: string } | null;
	note: string;
	asked: Date;
	seated: Date | null;
	checkedIn: Date | null;
	walkedIn: Date | null;
}

const code = /^[2-9a-z]{8}$/;

/** What a ticket's QR code holds: where the door opens. Any camera leads staff there, without a scanner of ours. */
export const ticketAddress = (siteUrl: string, ticketCode: string): string =>
	`${siteUrl}${doorPath}?code=${ticketCode}`;

/** The code in what was scanned or typed: a ticket's address, or its eight signs with whatever stands between them; null: none. */
export function codeIn(text: string): string | null {
	const named = /[?&]code=([^&#\s]+)/.exec(text)?.[1] ?? text;
	const plain = named.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '');
	return code.test(plain) ? plain : null;
}

/** A code as people read it out: `k7mw-p3xq`. */
export const readableCode = (ticketCode: string): string => `${ticketCode.slice(0, 4)}-${ticketCode.slice(4)}`;
