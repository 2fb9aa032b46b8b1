/** How a campaign is called: lower case and hyphens, so that it reads the same in every report that counts it. */
export const campaignName = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * The page that a post's link leads to, with what tells every counter where its followers came from. What the page's address
 * says itself stays.
 */
export const campaignTarget = (
	path: string,
	{ source, campaign }: { source: string; campaign: string | null },
): string => withOrigin(path, { source, medium: 'social', campaign });

/** The same for an ad, which is paid for. */
export const adTarget = (path: string, { source, campaign }: { source: string; campaign: string }): string =>
	withOrigin(path, { source, medium: 'paid', campaign });

function withOrigin(
	path: string,
	{ source, medium, campaign }: { source: string; medium: string; campaign: string | null },
): string {
	const base = 'http://site.invalid';
	const url = new URL(path, base);
	url.searchParams.set('utm_source', source);
	url.searchParams.set('utm_medium', medium);
	if (campaign) url.searchParams.set('utm_campaign', campaign);
	return url.href.slice(base.length);
}
