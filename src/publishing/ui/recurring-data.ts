/** What is said again and again, as its page shows it. */
export interface ShownRecurrence {
	id: number;
	versions: string[];
	hashtags: string[];
	pictures: number[];
	campaign: string | null;
	target: string | null;
	accounts: number[];
	weekdays: number[];
	at: string;
	weeks: number;
	/** The next time that is not planned yet. */
	next: Date | null;
	/** The next time that has a draft, and that draft. */
	planned: Date | null;
	draft: number | null;
	times: number;
	/** Why a time was left out, as a key of the catalogue. */
	trouble: string | null;
	mayChange: boolean;
}
