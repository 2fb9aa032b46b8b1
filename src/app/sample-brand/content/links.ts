import type { SampleLink } from './types.ts';

/** Tracked links that were pasted, printed or sent by hand. */
export const links = [
	{ key: 'page-about', label: '粉專「關於」欄', channel: 'facebook', article: null, made: [-89, 11, 0] },
	{
		key: 'box-card',
		label: '箱子裡的手寫卡',
		channel: 'qr',
		printed: { place: 'package', words: '這一批的故事，寫在家裡' },
		article: null,
		made: [-88, 9, 0],
	},
	{
		key: 'market-sign',
		label: '稻埕市集立牌',
		channel: 'qr',
		printed: { place: 'event', words: '' },
		article: 'one-vat',
		made: [-61, 16, 0],
	},
	{ key: 'line-news', label: 'LINE 官方帳號月訊', channel: 'line', article: 'trial', made: [-27, 19, 40] },
] as const satisfies readonly SampleLink[];
