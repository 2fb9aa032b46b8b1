/** An export as the console shows it. */
export interface ExportCard {
	id: number;
	asked: Date;
	/** Name of whoever asked; null: nobody that is here any more. */
	by: string | null;
	ended: Date | null;
	outcome: 'done' | 'failed' | null;
	trouble: { code: string; details: Record<string, unknown> } | null;
	counts: Record<string, number>;
	missing: string[];
	bytes: number | null;
	/** When its file is thrown away; null: it is not there, or not any more. */
	until: Date | null;
}

/** How long the file of an export lies here, in milliseconds: it holds everybody's personal data. */
export const exportLife = 86_400_000;
