/** One line of the bench: what was measured, against what, and what is asked for. */
export interface Figure {
	name: string;
	measured: string;
	reference: string;
	ratio: string;
	asked: string;
	/** Null: nothing is asked, it stands there to understand the others. */
	reached: boolean | null;
	/** The bare numbers, for --json. */
	numbers: Record<string, number>;
}

export const perSecond = (count: number): string => `${Math.round(count).toLocaleString('en')}/s`;
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
export const milliseconds = (time: number): string => (time < 10 ? `${time.toFixed(1)} ms` : `${Math.round(time)} ms`);
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** A figure without a reference. */
export const plain = (
	name: string,
	measured: string,
	asked: string,
	reached: boolean | null,
	numbers: Record<string, number>,
): Figure => ({
	name,
	measured,
	reference: '',
	ratio: '',
	asked,
	reached,
	numbers,
});

/** The figures as a table for a terminal. */
export function table(figures: readonly Figure[]): string {
	const rows = [
		['', 'measured', 'reference', 'ratio', 'asked', ''],
		...figures.map((one) => [
			one.name,
			one.measured,
			one.reference,
			one.ratio,
			one.asked,
			one.reached === null ? '' : one.reached ? 'ok' : 'SHORT',
		]),
	];
	const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
	return rows
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}
