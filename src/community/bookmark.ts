/** When somebody can be reminded of a comment, in hours from now. */
export const reminderHours = [3, 24, 72, 168, 720] as const;

/** The furthest that a reminder may lie ahead, in days. */
export const furthestReminder = 3_650;

/** A comment that somebody wants to find again. */
export interface Bookmark {
	id: number;
	comment: number;
	note: string;
	made: Date;
	remind: Date | null;
	/** Whose words; null: whoever has left. */
	name: string | null;
	/** The beginning of them. */
	text: string;
	title: string;
}
