import type { SamplePicture } from '../types.ts';
import { fade, jar, sheet } from './shapes.ts';

const rows = [
	{ y: 470, size: 0.62, from: 90, step: 126, pieces: 9 },
	{ y: 590, size: 0.86, from: 40, step: 172, pieces: 7 },
	{ y: 762, size: 1.2, from: 20, step: 236, pieces: 6 },
];

const courtyard = sheet(
	fade('sky', '#f4c98d', '#fbe7c6', '#fdf3e2') + fade('yard', '#dcb98c', '#c79d6b'),
	'<rect width="1200" height="800" fill="url(#sky)"/>' +
		'<circle cx="905" cy="150" r="120" fill="#fff" opacity=".25"/><circle cx="905" cy="150" r="76" fill="#f6a55b"/>' +
		'<path d="M0 330c160-70 300-60 430-20s260 30 400-20 260-40 370 0v120H0z" fill="#b9bf95"/>' +
		'<path d="M0 360c200-40 360-10 560 0s420-40 640-10v90H0z" fill="#8f9f78"/>' +
		'<path d="M0 268h400v130H0z" fill="#f1e2c8"/><path d="M-30 276L30 196h340l66 80z" fill="#a4532f"/>' +
		'<path d="M60 306h54v92H60zM170 306h54v92h-54zM280 306h54v92h-54z" fill="#8c6a4a"/>' +
		'<rect y="392" width="1200" height="408" fill="url(#yard)"/>' +
		'<path d="M0 500h1200M0 640h1200" stroke="#b88a58" stroke-width="3" opacity=".4"/>' +
		rows
			.map((row) =>
				Array.from({ length: row.pieces }, (_, place) =>
					jar(row.from + place * row.step, row.y, row.size, place % 3 === 1 ? '#8a4526' : '#74371e'),
				).join(''),
			)
			.join(''),
);

const river = sheet(
	fade('dawn', '#e9b9a0', '#f5dcc2', '#eef0e4') + fade('water', '#f1e3cf', '#c4d3cc'),
	'<rect width="1200" height="800" fill="url(#dawn)"/><circle cx="360" cy="250" r="62" fill="#f7f0df"/>' +
		'<path d="M0 300c120-90 220-120 330-70s190 20 290-50 200-70 300-10 190 40 280-10v300H0z" fill="#b7b5b4" opacity=".7"/>' +
		'<path d="M0 360c180-70 300-40 430-10s270 0 400-50 250-30 370 20v180H0z" fill="#8fa39b"/>' +
		'<rect y="420" width="1200" height="50" fill="#f8efe2" opacity=".6"/>' +
		'<path d="M0 450c200-30 380-6 600 0s420-20 600 0v350H0z" fill="#6f8a6c"/>' +
		'<path d="M700 452c-160 40-60 80-220 130S180 690 120 800h620c-40-90 60-140 120-200s10-110-160-148z" fill="url(#water)"/>' +
		'<path d="M560 560c60-8 130-8 190 2M420 660c100-12 230-10 320 4M500 500c40-4 90-4 130 0" stroke="#fff" stroke-opacity=".7" stroke-width="5" stroke-linecap="round" fill="none"/>' +
		'<path d="M0 600c140-40 260-20 320 20S220 740 100 800H0z" fill="#547052"/><path d="M1200 560c-160-10-280 40-300 110s-20 100-60 130h360z" fill="#4d694e"/>' +
		Array.from(
			{ length: 16 },
			(_, stalk) =>
				`<path d="M${930 + stalk * 18} 800q${stalk % 2 ? 14 : -12}-70 ${stalk % 3 ? 18 : -8}-${120 + ((stalk * 37) % 70)}" stroke="#d9c48e" stroke-width="5" fill="none" stroke-linecap="round"/>`,
		).join(''),
);

const swallow = sheet(
	fade('air', '#bcd3d3', '#e9ead9', '#f7e7cd'),
	'<rect width="1200" height="800" fill="url(#air)"/>' +
		'<path d="M0 640c180-60 330-40 480-10s300 20 420-20 200-30 300 0v190H0z" fill="#a9b58d"/><path d="M0 700c260-50 520-10 700-10s340-30 500 0v110H0z" fill="#879a70"/>' +
		'<path d="M0 0h470v800H0z" fill="#efe0c6"/><path d="M360 0h110v800H360z" fill="#dcc7a4" opacity=".6"/>' +
		'<path d="M0 0h640l-60 92H0z" fill="#7c4128"/><path d="M0 92h580l-14 30H0z" fill="#5d2f1d"/>' +
		Array.from({ length: 9 }, (_, tile) => `<circle cx="${40 + tile * 66}" cy="92" r="21" fill="#93502f"/>`).join('') +
		'<g transform="translate(-20 66)">' +
		'<circle cx="262" cy="106" r="28" fill="#2e3a4a"/><circle cx="340" cy="102" r="28" fill="#2e3a4a"/><path d="M250 112l12 22 12-22-12-8zM328 108l12 22 12-22-12-8z" fill="#f2b24d"/>' +
		'<path d="M200 128c60-14 152-14 212 0 0 70-42 110-106 110s-106-40-106-110z" fill="#8d7356"/><path d="M212 150c60 14 128 14 188 0M222 178c54 12 114 12 168 0M244 206c40 9 84 9 124 0" stroke="#6f583f" stroke-width="6" fill="none" stroke-dasharray="18 10"/></g>' +
		'<g transform="translate(840 300) rotate(-12)"><path d="M-250-60c96-14 176 6 232 60 30-56 92-96 190-106-50 34-80 66-94 108 40-2 78 12 112 46-62-14-118-6-166 18-64 26-112-6-136-46-40-42-80-66-138-80z" fill="#263547"/>' +
		'<path d="M-6 6c-70 4-150 34-220 96 70-34 130-48 176-44-50 24-92 58-118 100 62-52 122-82 186-104z" fill="#263547"/><path d="M-20 6c44-8 84-8 120 2-24 40-96 58-146 40 2-18 10-32 26-42z" fill="#f7efe0"/><path d="M96 12c18-6 40-4 58 8-20 10-40 12-60 6z" fill="#b4512c"/></g>' +
		'<g fill="#3c4a59"><path d="M570 596q34-18 52 6 18-28 56-18-30 12-52 42-22-26-56-30zM980 540q26-14 40 4 14-22 44-14-24 10-40 32-18-20-44-22z"/></g>',
);

/** Under the open sky. */
export const outdoors = [
	{
		key: 'courtyard',
		alt: '朝南的庭院裡，三排戴著斗笠形蓋子的陶缸，遠處是紅瓦屋和山',
		caption: '四十二口缸，每天早上一個一個掀開。',
		svg: courtyard,
	},
	{ key: 'river', alt: '清晨的溪流穿過草地，遠山在霧裡', caption: '溪埔的早上六點，霧散了才掀蓋。', svg: river },
	{
		key: 'swallow',
		alt: '屋簷下的泥巢有兩隻小燕子，一隻大燕子正飛回來',
		caption: '那面五十年沒有粉刷的牆。',
		svg: swallow,
	},
] as const satisfies readonly SamplePicture[];
