/** How a campaign is called: lower case and hyphens, so that it reads the same in every report that counts it. */
export const campaignName = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * The page that a post's link leads to, with what tells every counter where its followers came from. What the page's address
 * says itself stays.
 */
export function campaignTarget(
	path: string,
	{ source, campaign }: { source: string; campaign: string | null },
): string {
	const base = 'http://site.invalid';
	const url = new URL(path, base);
	url.searchParams.set('utm_source', source);
	url.searchParams.set('utm_medium', 'social');
	if (campaign) url.searchParams.set('utm_campaign', campaign);
	return url.href.slice(base.length);
}
