import { expect, it } from 'vitest';
import { pinyinOf } from '#content/server/pinyin-of.ts';
import { slugOf } from '#content/slug.ts';

/** Characters with several readings, in words of daily use in Taiwan. */
it.each(
	`銀行開戶 yin-hang-kai-hu, 行銷企劃 xing-xiao-qi-hua, 行業 hang-ye, 自行車 zi-xing-che, 旅行的意義 lv-xing-de-yi-yi, 流行語 liu-xing-yu,
	重複購買 chong-fu-gou-mai, 重要公告 zhong-yao-gong-gao, 重新開幕 chong-xin-kai-mu, 音樂會 yin-yue-hui, 快樂時光 kuai-le-shi-guang,
	樂器 yue-qi, 孩子長大了 hai-zi-zhang-da-le, 長度怎麼量 chang-du-zen-me-liang, 校長 xiao-zhang, 成長 cheng-zhang, 長期合作 chang-qi-he-zuo,
	還有三天 hai-you-san-tian, 還錢 huan-qian, 得到獎品 de-dao-jiang-pin, 我覺得好吃 wo-jue-de-hao-chi, 睡覺前 shui-jiao-qian,
	感覺 gan-jue, 調整價格 tiao-zheng-jia-ge, 調查結果 diao-cha-jie-guo, 便宜 pian-yi, 方便 fang-bian, 都市 du-shi, 大家都說 da-jia-dou-shuo,
	目的 mu-di, 的確 di-que, 曾經 ceng-jing, 會計 kuai-ji, 會員 hui-yuan, 角色 jue-se, 處理 chu-li, 乾淨 gan-jing, 為什麼 wei-shen-me,
	參加 can-jia, 人參 ren-shen, 和平 he-ping, 暖和 nuan-huo, 頭髮 tou-fa, 發現 fa-xian, 看著 kan-zhe, 著急 zhao-ji, 著作 zhu-zuo,
	傳記 zhuan-ji, 傳統 chuan-tong, 彈性 tan-xing, 子彈 zi-dan, 降價 jiang-jia, 投降 tou-xiang, 中獎 zhong-jiang, 教室 jiao-shi,
	差別 cha-bie, 出差 chu-chai, 臺灣 tai-wan, 薄鹽醬油 bo-yan-jiang-you, 垃圾分類 le-se-fen-lei, 空瓶請帶回來 kong-ping-qing-dai-hui-lai`
		.split(',')
		.map((pair) => pair.trim().split(' ') as [string, string]),
)('%s → %s', async (title, slug) => expect(slugOf(await pinyinOf(title))).toBe(slug));

it('leaves what is not Chinese as it is', async () => {
	expect(slugOf(await pinyinOf('豆油 Soy Sauce 2026：第3缸！'))).toBe('dou-you-soy-sauce-2026-di-3-gang');
	expect(slugOf(await pinyinOf('Hello, World!'))).toBe('hello-world');
});
