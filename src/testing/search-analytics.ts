/** What was searched on one day. */
export interface SearchedRow {
	day: string;
	page: string;
	query: string;
	clicks: number;
	impressions: number;
	position: number;
}

/** A question to searchAnalytics.query, with the defaults of what was left out. */
export interface AnalyticsQuestion {
	startDate: string;
	endDate: string;
	dimensions: string[];
	type: string;
	dataState: string;
	aggregationType: string;
	rowLimit: number;
	startRow: number;
}

const fields: AnalyticsQuestion = {
	startDate: '',
	endDate: '',
	dimensions: [],
	type: 'web',
	dataState: 'final',
	aggregationType: 'auto',
	rowLimit: 1000,
	startRow: 0,
};
const date = /^\d{4}-\d\d-\d\d$/;
const types = ['web', 'image', 'video', 'news', 'discover', 'googleNews'];

/** Reads a question as strictly as its published type; a string names what is wrong with it. */
export function readQuestion(text: string): AnalyticsQuestion | string {
	const body = JSON.parse(text) as Partial<AnalyticsQuestion>;
	for (const name of Object.keys(body)) if (!(name in fields)) return name;
	const question = { ...fields, ...body };
	const { startDate, endDate, dimensions, rowLimit, startRow } = question;
	if (!date.test(startDate) || !date.test(endDate) || startDate > endDate) return 'date';
	if (!types.includes(question.type)) return 'type';
	if (!['final', 'all', 'hourly_all'].includes(question.dataState)) return 'dataState';
	if (!['auto', 'byPage', 'byProperty'].includes(question.aggregationType)) return 'aggregationType';
	if (question.aggregationType === 'byProperty' && dimensions.includes('page')) return 'aggregationType';
	if (!Number.isInteger(rowLimit) || rowLimit < 1 || rowLimit > 25_000) return 'rowLimit';
	if (!Number.isInteger(startRow) || startRow < 0) return 'startRow';
	return dimensions.every((one) => ['date', 'query', 'page'].includes(one)) ? question : 'dimensions';
}

/** The rows that answer a question: grouped, most clicks first (days in order), a page of them. */
export function answerQuestion(
	rows: readonly SearchedRow[],
	{ startDate, endDate, dimensions, dataState, rowLimit, startRow }: AnalyticsQuestion,
	{ finalUntil, rare }: { finalUntil: string; rare: number },
): object {
	const groups = new Map<string, { keys: string[]; clicks: number; impressions: number; weighed: number }>();
	for (const row of rows) {
		if (row.day < startDate || row.day > endDate || (dataState === 'final' && row.day > finalUntil)) continue;
		if (dimensions.includes('query') && row.impressions < rare) continue;
		const keys = dimensions.map((one) => (one === 'date' ? row.day : one === 'page' ? row.page : row.query));
		const group = groups.get(keys.join('\n')) ?? { keys, clicks: 0, impressions: 0, weighed: 0 };
		group.clicks += row.clicks;
		group.impressions += row.impressions;
		group.weighed += row.position * row.impressions;
		groups.set(keys.join('\n'), group);
	}
	const byDay = dimensions.length === 1 && dimensions[0] === 'date';
	const found = [...groups.values()]
		.sort((one, other) => (byDay ? (one.keys[0] ?? '').localeCompare(other.keys[0] ?? '') : other.clicks - one.clicks))
		.slice(startRow, startRow + rowLimit)
		.map(({ keys, clicks, impressions, weighed }) => ({
			keys,
			clicks,
			impressions,
			ctr: clicks / impressions,
			position: weighed / impressions,
		}));
	return {
		...(found.length ? { rows: found } : {}),
		responseAggregationType: dimensions.includes('page') ? 'byPage' : 'byProperty',
	};
}
