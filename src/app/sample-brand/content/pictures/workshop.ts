import type { SamplePicture } from '../types.ts';
import { bottle, fade, jar, sheet } from './shapes.ts';

const pot = (x: number, y: number, colour: string, lid: string) =>
	`<g transform="translate(${x} ${y})"><ellipse cx="6" cy="0" rx="64" ry="9" fill="#2a120a" opacity=".25"/><path d="M-54 0c-8-40-8-84 0-120H54c8 36 8 80 0 120z" fill="${colour}"/><path d="M30 0c8-40 8-84 0-120h24c8 36 8 80 0 120z" fill="#000" opacity=".12"/><rect x="-58" y="-150" width="116" height="34" rx="8" fill="${lid}"/><rect x="-36" y="-88" width="72" height="46" rx="4" fill="#f6ead8"/><path d="M-20-64h40" stroke="#8a3b1e" stroke-width="5" stroke-linecap="round"/></g>`;

const shelf = sheet(
	fade('wall', '#e9dcc6', '#f4ead9'),
	'<rect width="1200" height="800" fill="url(#wall)"/><path d="M0 0h420L120 800H0z" fill="#fff" opacity=".28"/>' +
		[372, 712]
			.map(
				(y) =>
					`<rect x="70" y="${y}" width="1060" height="26" fill="#9a6c40"/><rect x="70" y="${y + 26}" width="1060" height="12" fill="#6f4a28" opacity=".5"/>`,
			)
			.join('') +
		bottle(190, 372, 0.8) +
		bottle(330, 372, 0.8, '#4a2413', '#e7d3b2') +
		pot(510, 372, '#d79b56', '#8a3b1e') +
		pot(670, 372, '#c9c08f', '#6e7f58') +
		jar(880, 372, 1.02) +
		bottle(1050, 372, 0.62) +
		pot(170, 712, '#7f4a2d', '#d8b27a') +
		pot(330, 712, '#e5cfa1', '#b63c24') +
		bottle(500, 712, 0.7, '#3a1a10', '#dbe7dd') +
		jar(720, 712, 1.12, '#8a4526', '#cfa468') +
		bottle(920, 712, 0.7) +
		pot(1060, 712, '#9fae8c', '#8f6f4d'),
);

const ledger = sheet(
	fade('wall', '#53332a', '#3a221c') + fade('page', '#fbf3e1', '#efe1c4'),
	'<rect width="1200" height="800" fill="url(#wall)"/><path d="M1200 0v520L760 0z" fill="#e9a65b" opacity=".18"/>' +
		'<g transform="rotate(-5 520 420)"><rect x="150" y="190" width="740" height="470" rx="12" fill="#1c0e0a" opacity=".4"/><rect x="136" y="172" width="740" height="470" rx="10" fill="#8a3b1e"/><rect x="152" y="184" width="354" height="446" fill="url(#page)"/><rect x="506" y="184" width="354" height="446" fill="url(#page)"/><path d="M506 184v446" stroke="#cdb991" stroke-width="10"/>' +
		Array.from({ length: 11 }, (_, line) => {
			const y = 232 + line * 36;
			return `<path d="M182 ${y}h${150 + ((line * 41) % 70)}M420 ${y}h54M540 ${y}h${140 + ((line * 67) % 80)}M776 ${y}h${40 + ((line * 13) % 22)}" stroke="#7b6247" stroke-width="6" stroke-linecap="round" opacity=".65"/>`;
		}).join('') +
		'<path d="M412 184v446M766 184v446" stroke="#c8684a" stroke-width="3"/></g>' +
		'<g transform="translate(690 500) rotate(8)"><rect width="430" height="220" rx="14" fill="#24120b"/><rect x="16" y="16" width="398" height="188" fill="#7b4a26"/><rect x="16" y="72" width="398" height="12" fill="#24120b"/>' +
		Array.from({ length: 9 }, (_, rod) => {
			const x = 46 + rod * 43;
			const up = (rod * 5) % 3;
			const ring = (y: number) =>
				`<ellipse cx="${x}" cy="${y}" rx="18" ry="11" fill="#e2b878"/><path d="M${x - 16} ${y}h32" stroke="#9a6c34" stroke-width="3"/>`;
			return `<path d="M${x} 16v188" stroke="#e8d3ad" stroke-width="4"/>${ring(up ? 58 : 34)}${[0, 1, 2, 3].map((bead) => ring(bead < up ? 100 + bead * 23 : 121 + bead * 23)).join('')}`;
		}).join('') +
		'</g><path d="M930 150l160 190" stroke="#d8b27a" stroke-width="16" stroke-linecap="round"/><path d="M1090 340l26 44-44-24z" fill="#f6ead8"/>',
);

const crate = sheet(
	fade('wall', '#b9cdc6', '#e4ebe0'),
	'<rect width="1200" height="800" fill="url(#wall)"/><circle cx="930" cy="210" r="130" fill="#f7efd9"/><rect y="640" width="1200" height="160" fill="#96a58f"/><ellipse cx="600" cy="732" rx="480" ry="34" fill="#44523f" opacity=".35"/>' +
		Array.from({ length: 6 }, (_, place) =>
			bottle(270 + place * 132, 650 - (place % 2) * 16, 1.02, ['#6f8f79', '#8a5a35', '#5f7f86'][place % 3], '#e6eee6'),
		).join('') +
		'<path d="M150 480h900v244H150z" fill="#c0935c"/><path d="M150 480h900v22H150zM150 558h900v12H150zM150 640h900v12H150z" fill="#8d6535"/><path d="M150 480h44v244h-44zM1006 480h44v244h-44z" fill="#a67a45"/><rect x="500" y="588" width="200" height="34" rx="17" fill="#5f421f"/>' +
		'<g fill="#6d4a22">' +
		[172, 1028].map((x) => [500, 564, 646, 706].map((y) => `<circle cx="${x}" cy="${y}" r="6"/>`).join('')).join('') +
		'</g>',
);

const emptyJar = sheet(
	fade('dusk', '#3f4d63', '#a7795f', '#eab57c') + fade('ground', '#a97c50', '#7c5534'),
	'<rect width="1200" height="800" fill="url(#dusk)"/><circle cx="250" cy="470" r="96" fill="#fbdda0" opacity=".9"/><path d="M0 480c200-60 360-30 560-10s420-50 640-10v120H0z" fill="#5c5a4c"/><rect y="540" width="1200" height="260" fill="url(#ground)"/>' +
		jar(1010, 590, 0.7, '#6b3520', '#b08c58') +
		jar(1130, 596, 0.7, '#5f2e1b', '#b08c58') +
		jar(900, 586, 0.7, '#5f2e1b', '#b08c58') +
		'<ellipse cx="560" cy="744" rx="250" ry="32" fill="#2a170d" opacity=".5"/><path d="M430 740c-100-90-140-220-110-340 12-40 36-60 60-70h320c24 10 48 30 60 70 30 120-10 250-110 340z" fill="#9a5230"/><path d="M610 740c100-100 120-280 66-410h24c24 10 48 30 60 70 30 120-10 250-110 340z" fill="#2a120a" opacity=".25"/><path d="M372 420c-16 90 6 170 44 236" stroke="#fff" stroke-opacity=".2" stroke-width="18" stroke-linecap="round" fill="none"/>' +
		'<ellipse cx="540" cy="330" rx="166" ry="40" fill="#b96a42"/><ellipse cx="540" cy="332" rx="138" ry="28" fill="#2a120a"/><path d="M340 440c120 26 280 26 400 0" stroke="#5f2b17" stroke-width="9" fill="none" opacity=".6"/>' +
		'<g transform="translate(800 700) rotate(18)"><path d="M0-150l140 120c-40 26-240 26-280 0z" fill="#d8b27a"/><path d="M0-150l140 120c-24 16-80 22-120 22z" fill="#7c5420" opacity=".3"/></g>' +
		'<g fill="#fff" opacity=".8"><circle cx="760" cy="90" r="4"/><circle cx="960" cy="150" r="3"/><circle cx="1080" cy="70" r="4"/><circle cx="520" cy="60" r="3"/></g>',
);

/** Inside the workshop. */
export const workshop = [
	{ key: 'shelf', alt: '木架上排著大小不一的豆油瓶、醬罐和陶缸', caption: '瓶口擦乾淨，寫上開瓶日。', svg: shelf },
	{
		key: 'ledger',
		alt: '桌上攤開的帳本，旁邊有算盤和一枝筆',
		caption: '以前算別人的帳，現在算一瓶豆油的。',
		svg: ledger,
	},
	{ key: 'crate', alt: '木箱裡裝著六支洗乾淨的空玻璃瓶', caption: '一個月，四百一十二支。', svg: crate },
	{
		key: 'jar',
		alt: '黃昏的庭院角落，一口還空著的大陶缸，蓋子靠在旁邊',
		caption: '四十三號，還沒決定裝什麼。',
		svg: emptyJar,
	},
] as const satisfies readonly SamplePicture[];
