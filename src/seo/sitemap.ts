import { xmlText } from '#seo/xml.ts';

export interface Address {
	path: string;
	/** When what stands there last changed; null: unknown, and then not claimed. */
	changed: Date | null;
}

/** A sitemap (sitemaps.org 0.9). `lastmod` is only said where it is known. */
export function sitemap(siteUrl: string, addresses: readonly Address[]): string {
	const lines = addresses.map(
		({ path, changed }) =>
			`<url><loc>${xmlText(siteUrl + path)}</loc>${changed ? `<lastmod>${changed.toISOString()}</lastmod>` : ''}</url>`,
	);
	return `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('\n')}\n</urlset>\n`;
}
