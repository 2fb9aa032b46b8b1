import { mediaPath } from '#media/picture.ts';
import type { Brand } from '#site/brand.ts';

/** A brand's web app manifest (W3C, Web Application Manifest). */
export function manifest({ name, tagline, colour, locale, icons }: Brand): Record<string, unknown> {
	const icon = (file: string, side: number, purpose: string) => ({
		src: mediaPath(file),
		sizes: `${side}x${side}`,
		type: 'image/png',
		purpose,
	});
	return {
		id: '/',
		name,
		// What stands below an icon has little room.
		short_name: [...name].slice(0, 12).join(''),
		...(tagline ? { description: tagline } : {}),
		lang: locale,
		start_url: '/',
		scope: '/',
		// An iPhone tells of nothing unless the site stands by itself; where there is a choice, the way back stays in sight.
		display: 'standalone',
		display_override: ['minimal-ui'],
		theme_color: colour,
		background_color: '#ffffff',
		icons: icons
			? [icon(icons.medium, 192, 'any'), icon(icons.large, 512, 'any'), icon(icons.maskable, 512, 'maskable')]
			: [],
	};
}
