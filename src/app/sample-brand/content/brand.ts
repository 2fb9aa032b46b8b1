import type { SampleBrand } from './types.ts';

const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96">
<circle cx="48" cy="48" r="47" fill="#8a3b1e"/>
<path d="M33 86c-8-7-12-16-11-24 1-6 5-9 9-11h34c4 2 8 5 9 11 1 8-3 17-11 24z" fill="#f6ead8"/>
<path d="M22 50.5 48 39l26 11.5c-8 4-44 4-52 0z" fill="#e2b878"/>
<path d="M26 66c14 3.5 30 3.5 44 0" fill="none" stroke="#8a3b1e" stroke-width="2.2" stroke-linecap="round"/>
<path d="M18 15c13-2 23 1 30 8 4-8 12-13 25-15-7 5-11 10-13 15 6 0 11 2 15 7-8-3-15-2-21 1-8 3-15 0-18-6-5-5-11-8-18-10z"
 fill="#f6ead8"/>
</svg>`;

/** 燕埕豆油: an invented family soy sauce brewery on the south bank of an invented stretch of river. */
export const brand = {
	name: '燕埕豆油',
	nameEnglish: 'Swallow Yard',
	tagline: '日頭、黑豆、鹽，和一百八十天',
	colour: '#8a3b1e',
	language: 'zh-TW',
	timeZone: 'Asia/Taipei',
	layout: 'journal',
	facebookPage: 'https://www.facebook.com/example.swallowyard',
	logo,
	about: {
		slug: 'about',
		title: '關於燕埕',
		markdown: `燕埕是溪墘的一間小豆油間。三代人，四十二口缸，一個朝南的埕。

## 名字怎麼來的

阿公當年買下這塊地，第一年缸還沒擺滿，屋簷下先來了一窩燕子。阿嬤說，會來的都是客，就把那面牆留著不粉刷。後來鄉親講起我們，都說「有燕子的那個埕」，久了就成了店名。

## 我們做什麼

只做黑豆的豆油，和豆油旁邊的東西：蔭油清、蔭油膏、豆豉、醬冬瓜、豆腐乳。黑豆跟溪對岸兩戶契作農友買，鹽是臺灣鹽，缸是陶缸，時間是太陽給的。

> 阿雄師說，做豆油沒有祕方，只有不能偷的步驟。

## 我們不做什麼

- 不說豆油可以治什麼病。它就是一瓶好吃的調味料。
- 不花錢買讚，也不請人假裝是客人。送東西請人試吃，一定會寫清楚。
- 不刪難聽的話。講得對就改，講得不對就好好解釋。

## 找我們

想問什麼，直接到[討論區](/community)開一串，通常當天會回。想來走走，請先看[開放日](/articles/來豆油間走走)怎麼約。

這裡是燕秋、小編阿穎，還有不太打字的阿雄師。`,
	},
} as const satisfies SampleBrand;
