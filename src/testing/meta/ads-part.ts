import {
	allow,
	fieldsOf,
	GraphRefusal,
	partOf,
	pick,
	type GraphAnswer,
	type GraphCall,
} from '#testing/meta/graph-call.ts';

const week = 7 * 86_400;

/**
 * The Marketing API's insights and the Conversions API, as far as the product asks them. Read in Meta's pages: levels and steps of insights,
 * that an event older than seven days refuses the whole call, what has to be hashed, that a website's event needs its browser.
 */
export function answerAds(call: GraphCall): GraphAnswer | null {
	const { world, method, path, params } = call;
	const [first = '', second = ''] = path;
	const { ads } = world;
	if (!first.startsWith('act_') && second !== 'events') return null;
	if (call.bearer !== ads.token) throw new GraphRefusal(190, 'Invalid OAuth access token.', { status: 401 });
	if (second === 'events') return method === 'POST' && first === ads.dataset ? takeEvents(call) : unknown(first);
	if (first !== ads.account) return unknown(first);
	if (!second)
		return [200, pick({ id: first, name: '阿雄醬油', currency: 'TWD' }, fieldsOf(call, ['name', 'currency']))];
	if (second !== 'insights') return unknown(first);
	allow(call, 'level', 'time_increment', 'fields', 'time_range', 'limit', 'after');
	if (params['level'] !== 'campaign' || params['time_increment'] !== '1')
		throw new GraphRefusal(100, 'Only what the product asks is here');
	fieldsOf(call, ['campaign_id', 'campaign_name', 'account_currency', 'spend', 'impressions', 'inline_link_clicks']);
	const { since, until } = JSON.parse(params['time_range'] ?? '{}') as { since: string; until: string };
	const rows = ads.spent.filter(({ account, day }) => account === first && day >= since && day <= until);
	return partOf(
		call,
		rows.map((row) => ({ ...row, id: `${row.id}-${row.day}` })),
		({ id, campaign, day, spend, impressions, clicks }) => ({
			campaign_id: id.split('-')[0],
			campaign_name: campaign,
			account_currency: 'TWD',
			spend,
			impressions,
			inline_link_clicks: clicks,
			date_start: day,
			date_stop: day,
		}),
	);
}

const unknown = (id: string): never => {
	throw new GraphRefusal(100, `Unsupported get request. Object with ID '${id}' does not exist`, { subcode: 33 });
};

interface Sent {
	event_name: string;
	event_time: number;
	event_id?: string;
	action_source?: string;
	user_data?: { em?: string[] };
	custom_data?: { currency: string; value: number };
}

function takeEvents(call: GraphCall): GraphAnswer {
	const { world, params } = call;
	allow(call, 'data', 'test_event_code');
	const sent = JSON.parse(params['data'] ?? '[]') as Sent[];
	if (!sent.length || sent.length > 1000) throw new GraphRefusal(100, 'Invalid parameter');
	const now = world.clock().getTime() / 1000;
	for (const one of sent) checkEvent(one, now);
	for (const one of sent) {
		const known = world.ads.events.some(({ id, name }) => id === one.event_id && name === one.event_name);
		if (!known)
			world.ads.events.push({
				dataset: world.ads.dataset,
				test: params['test_event_code'] ?? null,
				name: one.event_name,
				id: one.event_id ?? '',
				time: one.event_time,
				em: one.user_data?.em?.[0] ?? '',
				...(one.custom_data ? { value: one.custom_data } : {}),
			});
	}
	return [200, { events_received: sent.length, messages: [], fbtrace_id: 'A1' }];
}

function checkEvent(event: Sent, now: number): void {
	const wrong = (why: string): never => {
		throw new GraphRefusal(100, why, { subcode: 2804019 });
	};
	const strange = Object.keys(event).filter(
		(name) => !['event_name', 'event_time', 'event_id', 'action_source', 'user_data', 'custom_data'].includes(name),
	);
	if (strange.length) wrong(`Unexpected field: ${strange.join(', ')}`);
	if (!event.event_name || !Number.isInteger(event.event_time)) wrong('Missing event name or time');
	if (event.event_time < now - week) wrong('Event Timestamp Too Old');
	if (event.event_time > now + 60) wrong('Event Timestamp in the future');
	if (event.action_source === 'website') wrong('client_user_agent and event_source_url are required');
	if (event.action_source !== 'system_generated') wrong('action_source is required');
	const { em = [], ...more } = event.user_data ?? {};
	if (Object.keys(more).length) wrong('More of a person than an address');
	if (em.length !== 1 || !/^[0-9a-f]{64}$/.test(em[0] ?? '')) wrong('Customer information has to be hashed');
	if (event.event_name === 'Purchase' && !(event.custom_data && /^[A-Z]{3}$/.test(event.custom_data.currency)))
		wrong('A purchase has a value and a currency');
}
