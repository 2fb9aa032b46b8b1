import { createHash } from 'node:crypto';
import { themeStyle } from '#ui/theme.ts';

const made = new Map<string, { html: string; hash: string }>();

/** The brand's colours as a style element for the page's head, with the hash that the security policy needs. */
export function styleTag(colour: string): { html: string; hash: string } {
	let tag = made.get(colour);
	if (!tag) {
		const style = themeStyle(colour);
		tag = { html: `<style>${style}</style>`, hash: `sha256-${createHash('sha256').update(style).digest('base64')}` };
		if (made.size > 200) made.clear();
		made.set(colour, tag);
	}
	return tag;
}
