/** The sheet every picture is drawn on: 1200 × 800, without fonts, scripts or links, so any rasteriser draws it alike. */
export function sheet(defs: string, drawing: string): string {
	return (
		'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800" width="1200" height="800">' +
		`<defs>${defs}</defs>${drawing}</svg>`
	);
}

/** A top-to-bottom gradient, to be used as `url(#name)`. */
export function fade(name: string, ...colours: readonly string[]): string {
	const stops = colours
		.map((colour, step) => `<stop offset="${(step / (colours.length - 1)).toFixed(2)}" stop-color="${colour}"/>`)
		.join('');
	return `<linearGradient id="${name}" x1="0" y1="0" x2="0" y2="1">${stops}</linearGradient>`;
}

/** A clay jar under its cone-shaped lid; `x`, `y` is the middle of its foot. */
export function jar(x: number, y: number, size: number, clay = '#7a3b20', lid = '#d8b27a'): string {
	return (
		`<g transform="translate(${x} ${y}) scale(${size})">` +
		'<ellipse cx="8" cy="2" rx="74" ry="13" fill="#3b1c10" opacity=".22"/>' +
		`<path d="M-42 0c-26-26-40-62-32-98 4-18 14-28 26-34h96c12 6 22 16 26 34 8 36-6 72-32 98z" fill="${clay}"/>` +
		'<path d="M18 0c28-30 36-84 22-132h8c12 6 22 16 26 34 8 36-6 72-32 98z" fill="#2a120a" opacity=".22"/>' +
		'<path d="M-58-96c-4 26 2 50 12 68" fill="none" stroke="#fff" stroke-opacity=".22" stroke-width="7" stroke-linecap="round"/>' +
		'<path d="M-66-84c40 9 92 9 132 0" fill="none" stroke="#2a120a" stroke-opacity=".3" stroke-width="4"/>' +
		`<path d="M0-196l72 60c-20 14-124 14-144 0z" fill="${lid}"/>` +
		'<path d="M0-196l72 60c-12 8-42 11-62 11z" fill="#7c5420" opacity=".28"/>' +
		'</g>'
	);
}

/** A sauce bottle with a blank label; `x`, `y` is the middle of its foot. */
export function bottle(x: number, y: number, size: number, glass = '#3a1a10', label = '#f6ead8'): string {
	return (
		`<g transform="translate(${x} ${y}) scale(${size})">` +
		'<ellipse cx="14" cy="2" rx="74" ry="11" fill="#2a120a" opacity=".2"/>' +
		`<path d="M-52 0c-6 0-10-4-10-10v-196c0-34 36-46 40-76v-62h44v62c4 30 40 42 40 76V-10c0 6-4 10-10 10z" fill="${glass}"/>` +
		'<path d="M-46-200c4-26 32-38 34-66" fill="none" stroke="#fff" stroke-opacity=".28" stroke-width="7" stroke-linecap="round"/>' +
		'<rect x="-25" y="-372" width="50" height="34" rx="6" fill="#c08a43"/>' +
		`<rect x="-62" y="-176" width="124" height="120" fill="${label}"/>` +
		'<path d="M-34-132c14-3 24 1 32 9 5-8 14-14 28-15-8 5-12 10-14 16 6 0 11 2 16 7-10-2-18-1-25 2-9 3-17-1-20-7-5-6-11-10-17-12z" fill="#8a3b1e"/>' +
		'<path d="M-30-92h60M-20-78h40" stroke="#8a3b1e" stroke-opacity=".5" stroke-width="4" stroke-linecap="round"/>' +
		'<path d="M40-4V-204" stroke="#000" stroke-opacity=".2" stroke-width="22"/>' +
		'</g>'
	);
}
