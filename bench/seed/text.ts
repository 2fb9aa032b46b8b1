import type { Random } from './random.ts';

/** Words of a small Taiwanese brand, from which sentences are made: their lengths and letters weigh what real text weighs. */
const things = [
	'手沖壺',
	'濾杯',
	'淺焙豆',
	'深焙豆',
	'磨豆機',
	'濾紙',
	'保溫杯',
	'豆罐',
	'電子秤',
	'溫度計',
	'掛耳包',
	'冷萃袋',
	'陶杯',
	'木托盤',
	'拿鐵缸',
];
const places = [
	'廚房',
	'辦公室',
	'陽台',
	'工作室',
	'露營的早上',
	'山屋',
	'老家',
	'市集',
	'花蓮的民宿',
	'台南的小店',
	'客廳',
	'海邊',
];
const doings = [
	'試了三次',
	'重新調了刻度',
	'換了水溫',
	'把時間縮短十秒',
	'照著步驟做',
	'多等了一天',
	'先悶蒸四十秒',
	'改用中研磨',
	'記下每一次的重量',
	'請家人盲測',
];
const findings = [
	'酸質變得柔和',
	'尾韻比想像中長',
	'甜感出來了',
	'香氣留得比較久',
	'口感乾淨許多',
	'苦味少了一半',
	'每一杯都很穩定',
	'連不喝咖啡的媽媽都說好',
	'跟店裡喝到的幾乎一樣',
	'層次分明',
];
const openings = [
	'上週末',
	'今天早上',
	'收到包裹之後',
	'第一次嘗試的時候',
	'跟著文章的說明',
	'聽店長的建議',
	'這個月開始',
	'連續下雨的那幾天',
	'朋友來家裡作客時',
	'搬家以後',
];
const turns = [
	'不過',
	'沒想到',
	'後來發現',
	'老實說',
	'比較意外的是',
	'值得一提的是',
	'另外',
	'如果要說缺點',
	'重點是',
	'也因為這樣',
];
const asks = [
	'請問有人遇過一樣的狀況嗎？',
	'想知道大家都怎麼保存？',
	'水質會影響這麼多嗎？',
	'新手適合從哪一款開始？',
	'什麼時候會再補貨呢？',
	'有沒有推薦的比例？',
	'冬天需要把水溫調高嗎？',
];
const thanks = [
	'謝謝分享！',
	'收藏了，週末來試。',
	'寫得好清楚，感謝。',
	'同意，我也是這樣做。',
	'長知識了。',
	'已經回購第三次。',
	'請繼續寫下去！',
];
const surnames = [
	'陳',
	'林',
	'黃',
	'張',
	'李',
	'王',
	'吳',
	'劉',
	'蔡',
	'楊',
	'許',
	'鄭',
	'謝',
	'洪',
	'郭',
	'邱',
	'曾',
	'廖',
	'賴',
	'徐',
	'周',
	'葉',
	'蘇',
	'莊',
];
const given = [
	'怡君',
	'雅婷',
	'家豪',
	'志明',
	'淑芬',
	'冠宇',
	'宗翰',
	'佳蓉',
	'詩涵',
	'承恩',
	'品妤',
	'柏翰',
	'欣怡',
	'俊傑',
	'美玲',
	'建宏',
	'思妤',
	'子晴',
	'宥廷',
	'采潔',
	'明哲',
	'惠雯',
];

/** A sentence of 20 to 60 characters. */
export function sentence(rng: Random): string {
	const thing = rng.pick(things);
	const start = `${rng.pick(openings)}在${rng.pick(places)}用${thing}${rng.pick(doings)}`;
	const roll = rng.next();
	if (roll < 0.35) return `${start}，${rng.pick(findings)}。`;
	if (roll < 0.8) return `${start}，${rng.pick(turns)}${rng.pick(findings)}，${rng.pick(findings)}。`;
	return `${start}，${rng.pick(turns)}${rng.pick(things)}也很重要，差 ${rng.whole(1, 9)} 公克就喝得出來。`;
}

/** Sentences until there are about `length` characters. */
export function passage(rng: Random, length: number): string {
	let text = '';
	while (text.length < length) text += sentence(rng);
	return text;
}

/** What somebody writes under an article or in the forum: one to `paragraphs` paragraphs. */
export function remark(rng: Random, length: number): string[] {
	if (length < 25) return [rng.pick(thanks)];
	const parts: string[] = [];
	for (let left = length; left > 0; left -= 90) parts.push(passage(rng, Math.min(left, 90)));
	const end = rng.next() < 0.5 ? rng.pick(asks) : rng.pick(thanks);
	return [...parts.slice(0, -1), (parts.at(-1) ?? '') + end];
}

export const title = (rng: Random): string => {
	const roll = rng.next();
	if (roll < 0.4) return `${rng.pick(things)}與${rng.pick(things)}：${rng.pick(findings)}的 ${rng.whole(3, 9)} 個方法`;
	if (roll < 0.7) return `在${rng.pick(places)}也能${rng.pick(doings)}，${rng.pick(findings)}`;
	return `${rng.pick(openings)}，我們為${rng.pick(things)}${rng.pick(doings)}`;
};

export const question = (rng: Random): string => `${rng.pick(things)}在${rng.pick(places)}用，${rng.pick(asks)}`;
export const personName = (rng: Random): string => rng.pick(surnames) + rng.pick(given);
