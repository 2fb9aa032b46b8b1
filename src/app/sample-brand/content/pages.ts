import { brand } from './brand.ts';

/** How the invented brewery is reached. The company number's checksum is right; nobody has it. */
export const contact = {
	company: '燕埕豆油行',
	companyEn: 'Swallow Yard Soy Sauce',
	taxId: '00000022',
	address: '溪墘村埕仔路 42 號',
	addressEn: '42 Yard Road, Riverside Village',
	phone: '05-555-0142',
	email: 'hello@swallowyard.example',
	hours: '週三到週日 9:00–17:00（下雨天照開，但缸會蓋著）',
	hoursEn: 'Wednesday to Sunday, 9:00–17:00',
} as const;

/** Pages of the sample, published. */
export const pages = [
	{ role: 'about', slug: brand.about.slug, title: brand.about.title, markdown: brand.about.markdown },
	{
		role: 'contact',
		slug: 'contact',
		title: '聯絡我們',
		markdown: `最快的方式是到[討論區](/community)開一串。小編阿穎上班時間都在，通常當天回；下班以後，常常是別的客人先回你。

## 找得到我們的地方

- 地址：${contact.address}
- 電話：${contact.phone}（忙著翻豆子的時候會漏接，請留言）
- 電子郵件：${contact.email}
- 開門時間：${contact.hours}

## 想來走走

豆油間不大，一次最多八個人。請先看[開放日怎麼約](/articles/來豆油間走走)，再打電話說哪一天來。開車可以停埕邊，別壓到曬豆子的帆布。

## 訂單出了問題

把訂單編號和照片寄到 ${contact.email}，兩個工作天內一定回。瓶子破了就補一瓶，不用把碎玻璃寄回來。

## 想跟我們說難聽的話

也請說。公開說在討論區，或寫信給燕秋都可以。我們不刪難聽的話。`,
	},
	{
		role: 'privacy',
		slug: 'privacy',
		title: '隱私權政策',
		markdown: `我們做豆油，不做資料生意。這一頁說清楚：我們為什麼要你的資料、要哪些、放多久、你可以怎麼管。依個人資料保護法第八條告知如下。

## 一、誰在蒐集

${contact.company}（統一編號 ${contact.taxId}），${contact.address}。有任何問題，寫信到 ${contact.email} 或打 ${contact.phone}，由老闆林燕秋負責。

## 二、蒐集的目的

- 讓你登入、留言、參加開缸和試吃，有人回你的時候通知你。
- 出貨、換貨、退款，還有開發票。
- 你答應的話，寄新文章和開缸消息給你。
- 看看哪些文章有人讀，下次寫好一點。

## 三、資料的類別

- 辨識個人的：名字或暱稱、電子郵件，還有你自己寫的自我介紹。
- 你說的話：留言、評價、試吃心得。
- 買東西的時候：收件人、地址、電話、買了什麼、多少錢。信用卡號我們看不到。
- 逛網站的紀錄：看過哪一頁、從哪個連結來。來源位址先打碎成代號再計數，拼不回去。

## 四、用的期間、地區、對象和方式

- 期間：會員資料放到你刪帳號那天；訂單和發票依法要留五年；其他的用完就刪。
- 地區：只在台灣。主機放在台灣的機房。
- 對象：我們自己，還有送貨的宅配公司和收款的金流公司，他們只拿到送貨收款要用的。法律要求以外，不給別人。
- 方式：存在電腦裡，用來做上面那幾件事。

## 五、你的權利

你隨時可以查詢、閱覽、要一份複製本、補充、更正、要我們停止使用，或整個刪除。登入後在[帳號頁](/account)自己就能做；要幫忙就寫信到 ${contact.email}。查詢和複製 15 天內回你，更正、停止和刪除 30 天內辦好。

## 六、不提供會怎樣

看文章什麼都不用給。不提供電子郵件，就不能加入會員和留言；不提供地址，豆油就送不到。

## 信件和 cookie

寄給你的每一封信，最下面都能一次取消。網站只用三個 cookie：記得你登入了、你選的語言、你從哪個連結來（關掉瀏覽器就沒了）。沒有廣告追蹤。

十八歲以下的朋友，加入前請先問過家裡的大人。這一頁有大改的時候，會在網站最上面公告。`,
	},
] as const;

interface SampleItem {
	/** A path, of a page by its slug; empty: a heading. */
	to: string;
	label: string;
	labelEn: string;
	nested?: boolean;
}

/** Above every page. */
export const mainMenu: readonly SampleItem[] = [
	{ to: '/articles', label: '文章', labelEn: 'Articles' },
	{ to: '/community', label: '討論', labelEn: 'Community' },
	{ to: '', label: '認識燕埕', labelEn: 'About' },
	{ to: '/about', label: '關於燕埕', labelEn: 'Our story', nested: true },
	{ to: '/articles/來豆油間走走', label: '來豆油間走走', labelEn: 'Visit the yard', nested: true },
	{ to: '/contact', label: '聯絡我們', labelEn: 'Contact', nested: true },
	{ to: '/search', label: '搜尋', labelEn: 'Search' },
];

/** Below every page. */
export const footerMenu: readonly SampleItem[] = [
	{ to: '', label: '讀', labelEn: 'Read' },
	{ to: '/articles', label: '所有文章', labelEn: 'All articles', nested: true },
	{ to: '/community', label: '大家在聊', labelEn: 'Conversations', nested: true },
	{ to: '/products', label: '商品', labelEn: 'Products', nested: true },
	{ to: '/events', label: '活動', labelEn: 'Events', nested: true },
	{ to: '', label: '燕埕', labelEn: 'Swallow Yard' },
	{ to: '/about', label: '關於燕埕', labelEn: 'Our story', nested: true },
	{ to: '/contact', label: '聯絡我們', labelEn: 'Contact', nested: true },
	{ to: '', label: '約定', labelEn: 'Fair play' },
	{ to: '/privacy', label: '隱私權政策', labelEn: 'Privacy', nested: true },
	{ to: '/terms', label: '會員條款', labelEn: 'Terms', nested: true },
	{ to: '/shopping', label: '購物須知', labelEn: 'Shopping guide', nested: true },
];
