import { cutToWidth } from '#seo/text-width.ts';

/** Who shows something of a page, as people know them. */
export const viewers = ['search', 'facebook', 'line', 'x'] as const;
export type Viewer = (typeof viewers)[number];

/**
 * How much each of them shows, in half-width signs. Measured values, not promises: none of them publishes a number.
 * A search result on a phone has about 600 pixels for its title, which is thirty Chinese characters.
 */
export const previewWidths: Record<Viewer, { title: number; description: number }> = {
	search: { title: 60, description: 156 },
	facebook: { title: 88, description: 80 },
	line: { title: 40, description: 60 },
	x: { title: 70, description: 0 },
};

export interface Preview {
	viewer: Viewer;
	title: string;
	description: string;
	/** `soy.example › articles › 兩年`. */
	place: string;
}

/** What each of them would show. A search result carries the brand behind the title; cards carry the title alone. */
export function previews(
	page: { title: string; description: string; path: string },
	brandName: string,
	siteUrl: string,
): Preview[] {
	const host = new URL(siteUrl).host;
	return viewers.map((viewer) => {
		const { title, description } = previewWidths[viewer];
		const whole = viewer === 'search' && brandName ? `${page.title} · ${brandName}` : page.title;
		return {
			viewer,
			title: cutToWidth(whole, title),
			description: description ? cutToWidth(page.description, description) : '',
			place: viewer === 'search' ? [host, ...page.path.split('/').filter(Boolean).map(decode)].join(' › ') : host,
		};
	});
}

function decode(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
