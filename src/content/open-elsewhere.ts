/** Who else has an article or a page open, the version that is saved by now, and who saved it (null: not known). */
export interface OpenElsewhere {
	others: string[];
	version: number;
	by: string | null;
}
