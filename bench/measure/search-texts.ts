import { random, type Random } from '../seed/random.ts';
import { passage } from '../seed/text.ts';

/** What is hard to find, said among ordinary sentences: words that cross others' borders, both scripts, letters and signs among Chinese. */
const hard = [
	'客服和服務都很好',
	'她穿和服來喝茶',
	'服務態度很差，不推',
	'服务态度真的不错，推荐',
	'買來送長輩，茶葉很香',
	'買來送朋友的早午餐',
	'這家有雷，貴又難吃',
	'好吃，CP值很高',
	'ＣＰ值不高，普普',
	'天下第一家在國中旁邊',
	'上海來的朋友說好喝',
	'電子發票收不到，退貨很麻煩',
	'电子发票收到了，退货很快',
	'裡面有紅色的麵條',
	'里面有红色的面条',
	'後來發現干貝不乾淨',
	'espresso 萃取二十五秒',
	'我用 V60 濾杯，水溫 92 度',
	'Wi-Fi 密碼在櫃檯',
	'the barista explained everything calmly',
	'a slow fermentation in wooden barrels',
	'iPhone 15 Pro 拍的照片',
	'ㄅㄆㄇ注音也要找得到',
	'おいしいコーヒーでした',
	'3月28日下午三點，限量100份',
	'台灣烏龍茶與臺灣紅茶',
	'釀造一百八十天才開缸',
	'😀👍推一個，必回購！！！',
] as const;

/** What is asked: by kind, as `language.md` of every search test: one character, two, rare, three, four and more, brands, across words, the other script, several. */
export const questions: readonly string[] = [
	...['茶', '雷', '貴', '推', '甜'],
	...['服務', '不推', '和服', '難吃', '好吃', '退貨', '廚房', '水溫', '天下', '國中', '上海', '發票'],
	...['干貝', '注音', '限量', '回購'],
	...['早午餐', '買來送', '電子秤', '手沖壺', '乾淨許'],
	...['服務態度', '電子發票', '一百八十天', '酸質變得柔和', '跟店裡喝到的幾乎一樣'],
	...['CP值', 'cp值', 'V60', 'espresso', 'iPhone 15 Pro', 'Wi-Fi'],
	...['客服和服', '態度很差，不推', '香氣留得比較久'],
	...['服务', '态度', '电子发票', '红色的面条', '台湾乌龙茶', '臺灣', '里面'],
	...['barista', 'fermentation', 'wooden barrels', 'コーヒー', 'おいしい'],
	...['水溫 92', '茶 和服', '"服務態度" 不推', '好吃 CP值', '廚房 甜感'],
	...['３月２８日', '１００份'],
];

/** One text of the corpus: three to eight sentences, one of four with something hard in it. */
export function searchText(rng: Random): string {
	const ordinary = passage(rng, 30 + Math.floor(rng.next() * 60));
	return rng.next() < 0.25 ? `${ordinary}${rng.pick(hard)}。` : ordinary;
}

export const searchRandom = (): Random => random(1909);
