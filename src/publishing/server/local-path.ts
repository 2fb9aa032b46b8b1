/** A path of this site as the browser will understand it, or null when it would lead anywhere else. */
export function localPath(target: string): string | null {
	if (!/^\/(?![/\\])/.test(target) || /[\u0000-\u0020\u007f\\]/.test(target)) return null;
	const base = 'http://site.invalid';
	if (!URL.canParse(target, base)) return null;
	const url = new URL(target, base);
	if (url.origin !== base || url.pathname.startsWith('//')) return null;
	return `${url.pathname}${url.search}${url.hash}`;
}
