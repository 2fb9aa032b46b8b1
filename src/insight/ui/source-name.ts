import { insightText } from '#insight/messages/index.ts';
import type { Locale } from '#platform/language/locale.ts';

/** Names that are written in another way than their key; they are the same in every language. */
const written: Readonly<Record<string, string>> = {
	facebook: 'Facebook',
	instagram: 'Instagram',
	threads: 'Threads',
	line: 'LINE',
	x: 'X',
	youtube: 'YouTube',
	linkedin: 'LinkedIn',
	pinterest: 'Pinterest',
	plurk: 'Plurk',
	dcard: 'Dcard',
	ptt: 'PTT',
	bluesky: 'Bluesky',
	telegram: 'Telegram',
	reddit: 'Reddit',
	tiktok: 'TikTok',
	chatgpt: 'ChatGPT',
	gemini: 'Gemini',
	claude: 'Claude',
	perplexity: 'Perplexity',
	copilot: 'Copilot',
	gmail: 'Gmail',
	outlook: 'Outlook',
	'yahoo-mail': 'Yahoo Mail',
	bing: 'Bing',
	yahoo: 'Yahoo',
	duckduckgo: 'DuckDuckGo',
	baidu: 'Baidu',
	ecosia: 'Ecosia',
	google: 'Google',
	qr: 'QR code',
};

/** A source as people write it. In Chinese a foreign name stands between spaces. */
export function sourceName(locale: Locale, source: string): string {
	if (source === 'direct') return insightText(locale)('source.direct');
	const name = Object.hasOwn(written, source) ? (written[source] ?? source) : source;
	return locale === 'zh-TW' ? ` ${name}` : name;
}
