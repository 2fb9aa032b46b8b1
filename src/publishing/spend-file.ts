import type { Spending } from '#network/ads.ts';
import { Problem } from '#platform/problem.ts';
import { readSheet } from '#platform/read-sheet.ts';

/** What is left of a campaign's name when spaces, signs and case are taken away: by it ours is known in another's list. */
export const bareCampaign = (name: string): string =>
	name
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '');

const headings = {
	day: ['day', '天數', '日期', 'date', 'reporting starts', '分析報告開始'],
	ends: ['reporting ends', '分析報告結束'],
	campaign: ['campaign name', 'campaign', '行銷活動名稱', '活動名稱', '活動'],
	amount: ['amount spent', '花費金額', '花費', 'spend', 'cost', '金額'],
	shown: ['impressions', '曝光次數'],
	clicks: ['link clicks', '連結點擊次數', 'clicks', '點擊次數'],
} as const;
type Column = keyof typeof headings;

/** Currencies that have no smaller unit in use here. */
const whole = new Set(['TWD', 'JPY', 'KRW', 'VND']);

/** A row that could not be taken, and why. */
export interface RefusedSpending {
	line: number;
	reason: 'day' | 'amount' | 'campaign' | 'not-daily';
}

/**
 * What ads cost, out of a file as the ad networks export one: a row for each campaign and day, with the currency in the heading
 * (“Amount spent (TWD)”) or else `currency`. Throws Problem `spend-file.broken`, `spend-file.empty`, `spend-file.no-headings` (422).
 */
export function readSpendFile(text: string, currency: string): { rows: Spending[]; refused: RefusedSpending[] } {
	const [head, ...body] = readSheet(text.slice(0, 8_000_000), 'spend-file.broken', { trim: true });
	const places = new Map<Column, number>();
	let money = currency;
	(head?.cells ?? []).forEach((heading, at) => {
		const [, name = '', unit] = /^(.*?)\s*(?:[(（]([A-Za-z]{3})[)）])?$/.exec(heading.normalize('NFKC').trim()) ?? [];
		const column = (Object.keys(headings) as Column[]).find((one) =>
			(headings[one] as readonly string[]).includes(name.toLowerCase()),
		);
		if (!column || places.has(column)) return;
		places.set(column, at);
		if (column === 'amount' && unit) money = unit.toUpperCase();
	});
	if (!places.has('day') || !places.has('campaign') || !places.has('amount'))
		throw new Problem('spend-file.no-headings', 422);
	if (!body.length) throw new Problem('spend-file.empty', 422);
	const rows: Spending[] = [];
	const refused: RefusedSpending[] = [];
	for (const { cells, line } of body) {
		const cell = (column: Column): string => (cells[places.get(column) ?? -1] ?? '').trim();
		const found = readRow(cell, money);
		if (typeof found === 'string') refused.push({ line, reason: found });
		else if (found) rows.push(found);
	}
	return { rows, refused };
}

/** Null: a line of sums, which names no campaign and no day. */
function readRow(cell: (column: Column) => string, currency: string): Spending | RefusedSpending['reason'] | null {
	const campaign = cell('campaign');
	const day = cell('day').replaceAll('/', '-');
	if (!campaign) return day ? 'campaign' : null;
	if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day))) return 'day';
	const ends = cell('ends').replaceAll('/', '-');
	if (ends && ends !== day) return 'not-daily';
	const amount = Number(cell('amount').replace(/[,\s]|NT\$|\$/g, '') || '0');
	if (!Number.isFinite(amount) || amount < 0) return 'amount';
	const count = (column: Column): number | null => {
		const text = cell(column).replaceAll(',', '');
		return /^\d+$/.test(text) ? Number(text) : null;
	};
	return {
		id: campaign,
		campaign,
		day,
		currency,
		amount: Math.round(amount * (whole.has(currency) ? 1 : 100)),
		shown: count('shown'),
		clicks: count('clicks'),
	};
}
