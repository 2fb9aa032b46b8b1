/** Ways by which marketing may reach a person. Each is agreed to by itself. */
export const channels = ['mail', 'line', 'push'] as const;
export type Channel = (typeof channels)[number];

/** What is agreed to by itself: marketing by each way, and that ad networks learn what came of their ads. */
export const agreements = [...channels, 'ads'] as const;
export type Agreement = (typeof agreements)[number];

/** What can be agreed to. `marketing` stands for all of it: withdrawn, nothing is sent whatever else was agreed to. */
export type ConsentMatter = 'membership' | Agreement | 'marketing';
export type Decision = 'given' | 'withdrawn';

/** What a person may be marketed to by, now. */
export interface Preferences {
	mail: boolean;
	line: boolean;
	push: boolean;
	/** Ad networks may learn what came of their ads. */
	ads: boolean;
	/** No marketing at all. */
	refused: boolean;
}

/** A text that people were shown before they agreed, in one version. */
export interface NoticeText {
	title: string;
	/** Plain text; a line break parts paragraphs. */
	body: string;
}

/** One thing that a person said, with the words that they were shown. */
export interface Consent {
	id: number;
	what: ConsentMatter;
	decision: Decision;
	place: string;
	said: Date;
	notice: (NoticeText & { hash: string; locale: string }) | null;
}
