import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AdDesk, Conversion, Spending } from '#network/ads.ts';
import { facebookBase } from '#network/facebook/connect-facebook.ts';
import { facebookText } from '#network/facebook/messages/index.ts';
import { callGraph } from '#network/meta/graph.ts';
import { NetworkProblem } from '#network/network-problem.ts';

const Account = z.object({ name: z.string().default(''), currency: z.string().regex(/^[A-Z]{3}$/) });
const Insights = z.object({
	data: z.array(
		z.object({
			campaign_id: z.string(),
			campaign_name: z.string(),
			account_currency: z.string(),
			spend: z.string(),
			impressions: z.string().optional(),
			inline_link_clicks: z.string().optional(),
			date_start: z.string(),
			date_stop: z.string(),
		}),
	),
	paging: z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() }).optional(),
});
const Received = z.object({ events_received: z.number() });

/** Currencies that have no smaller unit in use here. */
const whole = new Set(['TWD', 'JPY', 'KRW', 'VND']);

/** `12.34` in the smallest unit in use. */
const smallest = (amount: string, currency: string): number =>
	Math.round(Number(amount) * (whole.has(currency) ? 1 : 100));
const inUnits = ({ amount, currency }: NonNullable<Conversion['value']>): number =>
	whole.has(currency) ? amount : amount / 100;

/**
 * Facebook's ads: what campaigns cost (Marketing API, insights day by day), and what came of them (Conversions API). Read in Meta's
 * pages: an event may be seven days old, an older one refuses the whole call; an event with an `event_id` that came before is the same
 * one; an address is told as SHA-256 of it in lower case without spaces around. There is no browser in what we tell, so its source is the
 * system and neither an internet address nor a program's name is told.
 */
export const facebookAds: AdDesk = {
	fields: [
		{
			name: 'account',
			label: (locale) => facebookText(locale)('ads.account'),
			hint: (locale) => facebookText(locale)('ads.account.hint'),
			pattern: /^(?:act_)?\d{5,20}$/,
		},
		{
			name: 'token',
			label: (locale) => facebookText(locale)('ads.token'),
			hint: (locale) => facebookText(locale)('ads.token.hint'),
			secret: true,
			pattern: /^[\w-]{20,500}$/,
		},
		{
			name: 'dataset',
			label: (locale) => facebookText(locale)('ads.dataset'),
			hint: (locale) => facebookText(locale)('ads.dataset.hint'),
			pattern: /^\d{5,20}$/,
			optional: true,
		},
		{
			name: 'test',
			label: (locale) => facebookText(locale)('ads.test'),
			hint: (locale) => facebookText(locale)('ads.test.hint'),
			pattern: /^TEST\d{1,10}$/,
			optional: true,
		},
	],
	async check(ctx, { account = '', token }) {
		const found = await callGraph(ctx, Account, {
			base: facebookBase(ctx),
			path: numberOf(account),
			params: { fields: 'name,currency' },
			token,
		});
		return { name: found.name || numberOf(account), currency: found.currency };
	},
	async readSpending(ctx, { account = '', token }, { from, to }, cursor) {
		const { data, paging } = await callGraph(ctx, Insights, {
			base: facebookBase(ctx),
			path: `${numberOf(account)}/insights`,
			params: {
				level: 'campaign',
				time_increment: 1,
				fields: 'campaign_id,campaign_name,account_currency,spend,impressions,inline_link_clicks',
				time_range: JSON.stringify({ since: from, until: to }),
				limit: 100,
				after: cursor,
			},
			token,
		});
		return {
			rows: data.map((row): Spending => ({
				id: row.campaign_id,
				campaign: row.campaign_name,
				day: row.date_start,
				currency: row.account_currency,
				amount: smallest(row.spend, row.account_currency),
				shown: row.impressions === undefined ? null : Number(row.impressions),
				clicks: row.inline_link_clicks === undefined ? null : Number(row.inline_link_clicks),
			})),
			next: paging?.next ? (paging.cursors?.after ?? null) : null,
		};
	},
	maySend: ({ dataset }) => Boolean(dataset),
	oldest: 7 * 86_400_000 - 3_600_000,
	async send(ctx, { dataset = '', token, test }, conversions) {
		const { events_received: received } = await callGraph(ctx, Received, {
			base: facebookBase(ctx),
			method: 'POST',
			path: `${dataset}/events`,
			params: { data: JSON.stringify(conversions.map(eventOf)), test_event_code: test || null },
			token,
			// Told twice it is one there.
			creating: false,
		});
		if (received !== conversions.length)
			throw new NetworkProblem('transient', { code: 'events_received', actual: received });
	},
};

const names = { joined: 'CompleteRegistration', ordered: 'Purchase' } as const;

const eventOf = ({ id, kind, occurred, email, value }: Conversion) => ({
	event_name: names[kind],
	event_time: Math.floor(occurred.getTime() / 1000),
	event_id: id,
	action_source: 'system_generated',
	user_data: { em: [createHash('sha256').update(email.trim().toLowerCase()).digest('hex')] },
	...(value ? { custom_data: { currency: value.currency, value: inUnits(value) } } : {}),
});

const numberOf = (account: string): string => (account.startsWith('act_') ? account : `act_${account}`);
