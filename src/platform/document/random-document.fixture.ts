/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

const calm = [
	'滷肉',
	'好吃',
	'豆油',
	'一碗',
	'下午三點',
	'bean',
	'curd',
	'2026',
	'🍲',
	'（附圖）',
	'「好」',
	'a*b',
	'c_d',
	'<i>',
	'&amp;',
	'[x]',
	'#1',
	'1. x',
	'- y',
	'`z`',
	'\\',
	'|',
	'~~',
];
const hostile = [
	'<script>',
	'"',
	"'",
	'\u0000',
	'\uD800',
	'\u202E',
	'&lt;',
	'<!--',
	'-->',
	'</p>',
	'javascript:',
	'\n',
	'\u2028',
	'\uFFFF',
	'&#x0;',
	']]>',
	'<img onerror=1>',
];
const addresses = ['https://a.example/', 'https://b.example/x?y=1&z=2', '/articles/一', 'mailto:a@b.example'];
const badAddresses = [
	'javascript:alert(1)',
	'//evil',
	'data:x',
	'"><script>',
	'https://a.example/"><b>',
	'https://u@a.example',
];

/**
 * A random document. With `wild`, texts and attributes are hostile; without, it is what Markdown can say: marked texts
 * stand apart and contain no white space at their edges.
 */
export function randomDocument(random: () => number, wild: boolean): unknown {
	const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
	const many = <T>(most: number, make: () => T): T[] => Array.from({ length: 1 + Math.floor(random() * most) }, make);
	const words = (): string => many(4, () => pick(wild && random() < 0.5 ? hostile : calm)).join(wild ? '' : ' ');
	const address = (): string => pick(wild ? [...addresses, ...badAddresses] : addresses);
	const marks = (): unknown[] => {
		const one = pick<unknown>([
			{ type: 'bold' },
			{ type: 'italic' },
			{ type: 'strike' },
			{ type: 'code' },
			{ type: 'link', attrs: { href: address(), onclick: 'x', ...(random() < 0.3 && { rel: 'sponsored' }) } },
		]);
		return wild ? [one, ...many(2, () => ({ type: pick(['bold', 'italic', 'code']) }))] : [one];
	};
	const line = (): unknown[] =>
		many(3, () => [
			{ type: 'text', text: wild ? words() : `字${words()} ` },
			{ type: 'text', text: wild ? words() : `粗${words()}字`, marks: marks() },
			...(random() < 0.2 ? [{ type: 'hardBreak' }] : []),
			...(random() < 0.1 ? [{ type: 'footnote', attrs: { text: wild ? words() : `註${words()}完` } }] : []),
		])
			.flat()
			.concat({ type: 'text', text: '完' });
	const picture = (): unknown => ({
		type: 'picture',
		attrs: {
			id: wild ? pick([1, null, '"']) : null,
			src: wild ? pick(['/media/a.webp', ...badAddresses]) : '/media/a.webp',
			alt: words().trim(),
			caption: words().trim(),
		},
	});
	const attachment = (): unknown =>
		pick<() => unknown>([
			() => ({ type: 'contents' }),
			() => ({
				type: 'moduleBlock',
				attrs: { kind: wild ? pick(['product', '"', 'x y']) : 'product', id: wild ? pick([7, -1, '"']) : 7 },
			}),
			() => ({
				type: 'button',
				attrs: {
					label: `買${words()}`,
					href: wild ? address() : '/articles/一',
					...(random() < 0.3 && { rel: 'nofollow' }),
				},
			}),
			() => ({
				type: 'file',
				attrs: {
					src: wild
						? pick(['/files/0123456789abcdef01234567/a.pdf', ...badAddresses])
						: '/files/0123456789abcdef01234567/a.pdf',
					name: `檔${words()}.pdf`,
					size: pick([null, 1, 123_456, wild ? -1 : 7]),
					mediaType: pick([null, 'application/pdf', wild ? '"><script>' : 'text/plain']),
				},
			}),
		])();
	const table = (): unknown => {
		const columns = 2 + Math.floor(random() * 3);
		const headed = random() < 0.5;
		const row = (_: unknown, index: number): unknown => ({
			type: 'tableRow',
			content: Array.from({ length: wild ? 1 + Math.floor(random() * columns) : columns }, () => ({
				type: (wild ? random() < 0.3 : headed && index === 0) ? 'tableHeader' : 'tableCell',
				attrs: { colspan: 1, rowspan: 1, colwidth: null },
				content: many(2, () => ({ type: 'paragraph', content: line() })),
			})),
		});
		return { type: 'table', content: Array.from({ length: 1 + Math.floor(random() * 3) }, row) };
	};
	const block = (depth: number): unknown => {
		const kind = random();
		if (kind < 0.45 || depth > 3) return { type: 'paragraph', content: line() };
		if (kind < 0.55)
			return {
				type: 'heading',
				attrs: { level: wild ? pick([1, 2, 3, 4, 9, '"']) : pick([2, 3, 4]) },
				content: [{ type: 'text', text: wild ? words() : `題${words()}完` }],
			};
		if (kind < 0.65) return { type: 'blockquote', content: many(2, () => block(depth + 1)) };
		if (kind < 0.78) {
			const item = (): unknown => ({
				type: 'listItem',
				content: [{ type: 'paragraph', content: line() }, ...(random() < 0.3 ? [block(depth + 1)] : [])],
			});
			return random() < 0.5
				? { type: 'bulletList', content: many(3, item) }
				: { type: 'orderedList', attrs: { start: pick([1, 3, 10]) }, content: many(3, item) };
		}
		if (kind < 0.84)
			return {
				type: 'codeBlock',
				attrs: { language: pick([null, 'js', wild ? '"><' : 'c++']) },
				content: [{ type: 'text', text: `x\n  ${words()}\n\n\`\`\`\ny` }],
			};
		if (kind < 0.86) return { type: 'horizontalRule' };
		if (kind < 0.885) return table();
		if (kind < 0.91) return attachment();
		if (kind < 0.95)
			return {
				type: 'embed',
				attrs: {
					url: pick([
						'https://youtu.be/dQw4w9WgXcQ',
						'https://x.com/a/status/123456',
						wild ? 'https://evil.example/"' : 'https://open.spotify.com/track/0123456789abcdef',
					]),
				},
			};
		if (kind < 0.97) return { type: 'gallery', content: many(wild ? 12 : 3, picture).concat(picture()) };
		return picture();
	};
	return { type: 'doc', content: many(5, () => block(0)) };
}
