import type { SamplePicture } from '../types.ts';
import { bottle, fade, sheet } from './shapes.ts';

const table =
	'<rect y="560" width="1200" height="240" fill="#b98352"/><path d="M0 560h1200" stroke="#8f5f36" stroke-width="8"/>';
const steam = (x: number, y: number) =>
	`<path d="M${x} ${y}c-30-50 30-80 0-140M${x + 80} ${y - 10}c-30-50 30-80 0-140M${x - 80} ${y - 10}c-30-50 30-80 0-140" stroke="#fff" stroke-opacity=".65" stroke-width="12" stroke-linecap="round" fill="none"/>`;

const sauce = sheet(
	fade('wall', '#f3dfc0', '#f8ecd8'),
	'<rect width="1200" height="800" fill="url(#wall)"/><circle cx="790" cy="330" r="250" fill="#f0b872" opacity=".55"/>' +
		table +
		bottle(420, 680, 1.38) +
		'<ellipse cx="790" cy="690" rx="230" ry="34" fill="#6d4422" opacity=".35"/><path d="M570 626c0 50 90 76 220 76s220-26 220-76z" fill="#e9e4da"/>' +
		'<ellipse cx="790" cy="626" rx="220" ry="50" fill="#f9f6ef"/><ellipse cx="790" cy="630" rx="184" ry="36" fill="#3d160b"/><path d="M660 622c50-18 130-22 190-14" stroke="#a8603a" stroke-width="9" fill="none" stroke-linecap="round"/>' +
		'<path d="M1010 560L720 640M1046 574L742 652" stroke="#7b4a26" stroke-width="13" stroke-linecap="round"/>',
);

const braise = sheet(
	fade('wall', '#6f2f1a', '#a34d28') + fade('rice', '#fffdf6', '#efe6d2'),
	'<rect width="1200" height="800" fill="url(#wall)"/><circle cx="600" cy="420" r="350" fill="#c56a36" opacity=".5"/><rect y="640" width="1200" height="160" fill="#40190e"/>' +
		steam(600, 250) +
		'<ellipse cx="600" cy="716" rx="330" ry="34" fill="#1e0a05" opacity=".5"/><path d="M270 420c10 190 120 290 330 290s320-100 330-290z" fill="#f3ead8"/><path d="M292 500c40 16 576 16 616 0" stroke="#8a3b1e" stroke-width="12" fill="none"/><path d="M305 530c60 14 530 14 590 0" stroke="#8a3b1e" stroke-width="5" fill="none"/>' +
		'<ellipse cx="600" cy="420" rx="330" ry="84" fill="#e3d5bb"/><path d="M310 416c40-90 160-130 290-130s250 40 290 130c-80 70-500 70-580 0z" fill="url(#rice)"/>' +
		Array.from({ length: 15 }, (_, cube) => {
			const x = 420 + (cube % 5) * 78 + (cube > 9 ? 20 : 0);
			const y = 300 + Math.floor(cube / 5) * 42 + ((cube * 29) % 22);
			return `<g transform="translate(${x} ${y}) rotate(${((cube * 47) % 50) - 25})"><rect x="-36" y="-24" width="72" height="50" rx="12" fill="#6b260f"/><rect x="-36" y="-24" width="72" height="18" rx="9" fill="#d9a066"/><path d="M-22 8h36" stroke="#a9512a" stroke-width="6" stroke-linecap="round"/></g>`;
		}).join('') +
		'<g transform="translate(760 330) rotate(14)"><ellipse rx="76" ry="56" fill="#c98a4c"/><ellipse cx="-4" rx="56" ry="40" fill="#fff4dd"/><circle cx="-6" cy="2" r="27" fill="#f0a02f"/></g>' +
		'<path d="M470 290l40-30M500 282l40-34M660 276l44-22M560 262l20-30" stroke="#5f9a46" stroke-width="11" stroke-linecap="round"/>',
);

const beans = sheet(
	fade('wall', '#ead7b5', '#d9bd8e') + '<clipPath id="tray"><ellipse cx="600" cy="410" rx="480" ry="310"/></clipPath>',
	'<rect width="1200" height="800" fill="url(#wall)"/><ellipse cx="614" cy="440" rx="530" ry="350" fill="#8d6534" opacity=".35"/><ellipse cx="600" cy="410" rx="530" ry="352" fill="#c2924f"/>' +
		'<ellipse cx="600" cy="410" rx="506" ry="330" fill="none" stroke="#a57637" stroke-width="10" stroke-dasharray="26 12"/><ellipse cx="600" cy="410" rx="480" ry="310" fill="#dcb777"/>' +
		'<g clip-path="url(#tray)">' +
		Array.from({ length: 330 }, (_, bean) => {
			const row = Math.floor(bean / 22);
			const x = 110 + (bean % 22) * 47 + (row % 2) * 23 + ((bean * 31) % 15);
			const y = 118 + row * 42 + ((bean * 53) % 17);
			const shade = ['#241510', '#32201a', '#1b1010', '#3d2a22'][(bean * 7) % 4];
			return `<g transform="translate(${x} ${y}) rotate(${(bean * 67) % 180})"><ellipse rx="26" ry="20" fill="${shade}"/><ellipse cx="-8" cy="-7" rx="8" ry="5" fill="#fff" opacity=".22"/><path d="M-4 13h10" stroke="#cbb89a" stroke-width="4" stroke-linecap="round"/></g>`;
		}).join('') +
		'<path d="M60 620C300 480 520 760 1140 560v240H60z" fill="#dcb777"/><path d="M120 640c200-90 420 90 940-20M160 690c240-70 420 50 820-10" stroke="#bd9350" stroke-width="5" fill="none" opacity=".7"/></g>',
);

const beancurd = sheet(
	fade('wall', '#cfd8c4', '#e9ead9'),
	'<rect width="1200" height="800" fill="url(#wall)"/><circle cx="360" cy="330" r="250" fill="#b3c2a3" opacity=".7"/><rect y="590" width="1200" height="210" fill="#8b6b4b"/>' +
		'<ellipse cx="390" cy="700" rx="210" ry="26" fill="#4d3823" opacity=".4"/><path d="M220 690c-60-90-70-240-10-350h320c60 110 50 260-10 350-60 22-240 22-300 0z" fill="#6d3a22"/><path d="M470 700c50-90 64-250 18-360h42c60 110 50 260-10 350z" fill="#2a120a" opacity=".25"/><path d="M206 340c20-40 308-40 328 0" fill="#8a4d2e"/>' +
		'<path d="M190 300c40-34 318-34 360 0l-16 44H206z" fill="#d9b98a"/><path d="M200 330c60 18 280 18 340 0" stroke="#8d6a3f" stroke-width="10" fill="none" stroke-dasharray="22 9"/><rect x="270" y="430" width="190" height="130" rx="8" fill="#b63c24"/><path d="M320 474c20-4 36 2 48 14 8-12 20-20 40-22-12 8-18 16-20 24 10 0 16 4 22 10-14-2-26-2-36 2-14 6-24-2-28-10-8-8-16-14-26-18z" fill="#f6ead8"/>' +
		'<ellipse cx="820" cy="700" rx="290" ry="30" fill="#4d3823" opacity=".4"/><ellipse cx="820" cy="664" rx="290" ry="62" fill="#5d7d86"/><ellipse cx="820" cy="652" rx="290" ry="60" fill="#dfe8e4"/><ellipse cx="820" cy="654" rx="236" ry="44" fill="#e6c88f"/>' +
		[
			[690, 636],
			[820, 650],
			[950, 634],
			[756, 556],
			[886, 556],
			[820, 470],
		]
			.map(
				([x, y]) =>
					`<g transform="translate(${x} ${y})"><path d="M-58-62l58-22 58 22v62L0 24l-58-24z" fill="#e9c489"/><path d="M-58-62L0-84l58 22L0-38z" fill="#f8e3b8"/><path d="M0-38v62l58-24v-62z" fill="#cf9f5e"/><circle cx="-26" cy="-12" r="5" fill="#b9803e"/><circle cx="24" cy="-14" r="4" fill="#a86d30"/><circle cx="4" cy="-62" r="5" fill="#d6a85f"/></g>`,
			)
			.join(''),
);

const dinner = sheet(
	fade('wall', '#dfe6e2', '#f3efe2') + fade('dusk', '#e59a63', '#f6d7a4'),
	'<rect width="1200" height="800" fill="url(#wall)"/><rect x="150" y="80" width="430" height="330" rx="10" fill="#8f6f4d"/><rect x="172" y="102" width="386" height="286" fill="url(#dusk)"/><circle cx="440" cy="300" r="54" fill="#fbe9c2"/><path d="M172 330c90-50 150-30 220 0s120 20 166-10v68H172z" fill="#7d8b65"/><path d="M365 102v286M172 244h386" stroke="#8f6f4d" stroke-width="14"/>' +
		'<path d="M720 60v120" stroke="#5b4a3c" stroke-width="8"/><path d="M720 160c-70 0-110 50-116 104h232c-6-54-46-104-116-104z" fill="#8a3b1e"/><ellipse cx="720" cy="264" rx="116" ry="16" fill="#f7d891"/>' +
		'<rect y="590" width="1200" height="210" fill="#c39a6b"/><rect y="590" width="1200" height="22" fill="#a47b4d"/>' +
		bottle(980, 640, 1.02, '#3a1a10', '#dbe7dd') +
		'<ellipse cx="330" cy="676" rx="220" ry="40" fill="#fff"/><ellipse cx="330" cy="670" rx="170" ry="26" fill="#e8eee9"/><path d="M200 660c50-60 200-70 262-10-40 28-220 34-262 10z" fill="#8fa9b4"/><path d="M456 650l60-30-10 60z" fill="#7a95a1"/><circle cx="232" cy="648" r="6" fill="#22313a"/><path d="M270 634q16 16 0 34M310 626q18 22 0 46M350 628q18 20 0 44" stroke="#6d8894" stroke-width="5" fill="none"/><path d="M250 628l70-20M300 622l80-14M360 626l56-26" stroke="#5f9a46" stroke-width="9" stroke-linecap="round"/>' +
		'<path d="M620 610c4 70 40 106 100 106s96-36 100-106z" fill="#8a3b1e"/><ellipse cx="720" cy="610" rx="100" ry="24" fill="#6d2d16"/><path d="M632 606c20-40 156-40 176 0-30 22-146 22-176 0z" fill="#fffaf0"/>' +
		steam(720, 560),
);

/** On the table. */
export const kitchen = [
	{ key: 'bottle', alt: '一瓶蔭油旁邊放著一碟深褐色的沾醬和一雙筷子', caption: '先倒一半的量，不夠再加。', svg: sauce },
	{
		key: 'braise',
		alt: '一碗白飯上鋪滿滷肉，旁邊有半顆溏心蛋',
		caption: '一三五滷肉，放涼再熱的第二天。',
		svg: braise,
	},
	{ key: 'beans', alt: '竹篩上攤滿蒸好的黑豆', caption: '蒸好、攤涼，等著進麴室。', svg: beans },
	{
		key: 'beancurd',
		alt: '陶罐旁的盤子裡疊著切成方塊的豆腐乳',
		caption: '一塊炒菜，兩塊醃雞，剩下的配粥。',
		svg: beancurd,
	},
	{
		key: 'kitchen',
		alt: '傍晚的廚房，窗外有夕陽，流理臺上有一條魚、一碗飯和一瓶薄鹽蔭油',
		caption: '十個廚房的其中一個。',
		svg: dinner,
	},
] as const satisfies readonly SamplePicture[];
