import type { SampleVisits } from './types.ts';

/** Hits that must not be counted: robots, and the people who work here looking at their own pages. */
export const droppedVisits = [
	{
		article: null, source: 'direct', kind: 'robot', agent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', from: -88,
		daily: [
			2, 2, 2, 2, 2, 2, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0,
			1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1,
			1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 1, 1,
		],
	},
	{
		article: null, source: 'direct', kind: 'robot', agent: 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)', from: -88,
		daily: [
			2, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1,
			1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1,
			1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1,
		],
	},
	{
		article: null, source: 'direct', kind: 'robot', agent: 'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)', from: -88,
		daily: [
			2, 2, 1, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 1,
			0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0,
			1, 0, 0, 0, 0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1,
		],
	},
	{
		article: 'moving-home', source: 'post:move', kind: 'robot', agent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', from: -89,
		daily: [3, 1],
	},
	{
		article: 'one-vat', source: 'post:vat', kind: 'robot', agent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', from: -84,
		daily: [3, 1],
	},
	{
		article: 'difference', source: 'post:difference', kind: 'robot', agent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', from: -77,
		daily: [3, 1],
	},
	{
		article: 'braise', source: 'post:braise', kind: 'robot', agent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', from: -70,
		daily: [3, 1],
	},
	{
		article: 'storage', source: 'post:storage', kind: 'robot', agent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', from: -55,
		daily: [3, 1],
	},
	{
		article: 'loose-cap', source: 'post:cap', kind: 'robot', agent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', from: -48,
		daily: [3, 1],
	},
	{
		article: 'price', source: 'post:price', kind: 'robot', agent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', from: -41,
		daily: [3, 1],
	},
	{
		article: 'beancurd', source: 'post:beancurd', kind: 'robot', agent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', from: -34,
		daily: [3, 1],
	},
	{
		article: 'trial', source: 'post:trial', kind: 'robot', agent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', from: -27,
		daily: [3, 1],
	},
	{
		article: 'braise', source: 'post:braise-again', kind: 'robot', agent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', from: -20,
		daily: [3, 1],
	},
	{
		article: 'bottle', source: 'post:bottle', kind: 'robot', agent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', from: -13,
		daily: [3, 1],
	},
	{
		article: 'openday', source: 'post:openday', kind: 'robot', agent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', from: -6,
		daily: [3, 1],
	},
	{
		article: 'one-vat', source: 'direct', kind: 'robot', agent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', from: -83,
		daily: [1, 0, 0, 1, 0, 0, 0, 1],
	},
	{
		article: 'braise', source: 'direct', kind: 'robot', agent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', from: -69,
		daily: [1, 0, 0, 1, 0, 0, 0, 1],
	},
	{
		article: 'difference', source: 'direct', kind: 'robot', agent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', from: -76,
		daily: [1, 0, 0, 1, 0, 0, 0, 1],
	},
	{
		article: 'moving-home', source: 'direct', kind: 'staff', from: -89,
		daily: [6, 3, 1],
	},
	{
		article: 'one-vat', source: 'direct', kind: 'staff', from: -84,
		daily: [6, 3, 1],
	},
	{
		article: 'difference', source: 'direct', kind: 'staff', from: -77,
		daily: [6, 3, 1],
	},
	{
		article: 'braise', source: 'direct', kind: 'staff', from: -70,
		daily: [6, 3, 1],
	},
	{
		article: 'a-day', source: 'direct', kind: 'staff', from: -63,
		daily: [6, 3, 1],
	},
	{
		article: 'storage', source: 'direct', kind: 'staff', from: -55,
		daily: [6, 3, 1],
	},
	{
		article: 'loose-cap', source: 'direct', kind: 'staff', from: -48,
		daily: [6, 3, 1],
	},
	{
		article: 'price', source: 'direct', kind: 'staff', from: -41,
		daily: [6, 3, 1],
	},
	{
		article: 'beancurd', source: 'direct', kind: 'staff', from: -34,
		daily: [6, 3, 1],
	},
	{
		article: 'guide-english', source: 'direct', kind: 'staff', from: -30,
		daily: [6, 3, 1],
	},
	{
		article: 'trial', source: 'direct', kind: 'staff', from: -27,
		daily: [6, 3, 1],
	},
	{
		article: 'swallows', source: 'direct', kind: 'staff', from: -20,
		daily: [6, 3, 1],
	},
	{
		article: 'bottle', source: 'direct', kind: 'staff', from: -13,
		daily: [6, 3, 1],
	},
	{
		article: 'openday', source: 'direct', kind: 'staff', from: -6,
		daily: [6, 3, 1],
	},
	{
		article: null, source: 'direct', kind: 'staff', from: -89,
		daily: [
			3, 4, 2, 3, 3, 3, 2, 2, 2, 1, 2, 3, 1, 1, 1, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1, 2, 1, 1, 1, 1,
			1, 1, 2, 2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 2, 2, 1, 1, 2, 1, 2, 1, 1, 2, 1, 2, 1, 2, 1,
			2, 1, 1, 1, 2, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 2, 1, 2, 1, 1, 1, 1, 1, 1, 1, 2,
		],
	},
] as const satisfies readonly SampleVisits[];
