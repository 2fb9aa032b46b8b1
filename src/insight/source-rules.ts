/** The kinds of ways by which people come. */
export const channels = ['social', 'search', 'assistant', 'mail', 'referral', 'campaign', 'direct', 'print'] as const;
export type Channel = (typeof channels)[number];

/** What a visit that began by a printed code is told as, in whichever app the code was scanned. */
export const printedSource = 'qr';

/** A place that people come from: its name in reports, its kind and its hosts (each with all its subdomains). */
interface Rule {
	source: string;
	channel: Channel;
	hosts: readonly string[];
}

/** Hosts are matched as whole labels: `notfacebook.com` is not Facebook. */
export const sourceRules: readonly Rule[] = [
	{ source: 'facebook', channel: 'social', hosts: ['facebook.com', 'fb.com', 'fb.me', 'messenger.com'] },
	{ source: 'instagram', channel: 'social', hosts: ['instagram.com'] },
	{ source: 'threads', channel: 'social', hosts: ['threads.net', 'threads.com'] },
	{ source: 'line', channel: 'social', hosts: ['line.me', 'lin.ee', 'line-apps.com'] },
	{ source: 'x', channel: 'social', hosts: ['x.com', 't.co', 'twitter.com'] },
	{ source: 'youtube', channel: 'social', hosts: ['youtube.com', 'youtu.be'] },
	{ source: 'linkedin', channel: 'social', hosts: ['linkedin.com', 'lnkd.in'] },
	{ source: 'pinterest', channel: 'social', hosts: ['pinterest.com', 'pin.it'] },
	{ source: 'plurk', channel: 'social', hosts: ['plurk.com'] },
	{ source: 'dcard', channel: 'social', hosts: ['dcard.tw'] },
	{ source: 'ptt', channel: 'social', hosts: ['ptt.cc'] },
	{ source: 'bluesky', channel: 'social', hosts: ['bsky.app'] },
	{ source: 'telegram', channel: 'social', hosts: ['t.me', 'telegram.org'] },
	{ source: 'reddit', channel: 'social', hosts: ['reddit.com'] },
	{ source: 'tiktok', channel: 'social', hosts: ['tiktok.com'] },
	{ source: 'chatgpt', channel: 'assistant', hosts: ['chatgpt.com', 'chat.openai.com'] },
	{ source: 'gemini', channel: 'assistant', hosts: ['gemini.google.com'] },
	{ source: 'claude', channel: 'assistant', hosts: ['claude.ai'] },
	{ source: 'perplexity', channel: 'assistant', hosts: ['perplexity.ai'] },
	{ source: 'copilot', channel: 'assistant', hosts: ['copilot.microsoft.com'] },
	{ source: 'gmail', channel: 'mail', hosts: ['mail.google.com'] },
	{ source: 'outlook', channel: 'mail', hosts: ['outlook.live.com', 'outlook.office.com'] },
	{ source: 'yahoo-mail', channel: 'mail', hosts: ['mail.yahoo.com'] },
	{ source: 'bing', channel: 'search', hosts: ['bing.com'] },
	{ source: 'yahoo', channel: 'search', hosts: ['yahoo.com', 'yahoo.co.jp'] },
	{ source: 'duckduckgo', channel: 'search', hosts: ['duckduckgo.com'] },
	{ source: 'baidu', channel: 'search', hosts: ['baidu.com'] },
	{ source: 'ecosia', channel: 'search', hosts: ['ecosia.org'] },
];

/** Hosts that a buyer passes through on the way back from paying: they never count as where somebody came from. */
export const wayBackHosts: readonly string[] = [
	'ecpay.com.tw',
	'newebpay.com',
	'spgateway.com',
	'pay.line.me',
	'web-pay.line.me',
	'jkopay.com',
	'pxpayplus.com',
	'paypal.com',
	'stripe.com',
	'tappaysdk.com',
	'sinopac.com',
	'esunbank.com',
	'ctbcbank.com',
	'cathaybk.com.tw',
	'fisc.com.tw',
	'3dsecure.nccc.com.tw',
	'accounts.google.com',
	'access.line.me',
	'appleid.apple.com',
];
