/** Every word that is looked for below: hardly any browser says one, and all are asked on every page. */
const named = /FBAN|FBAV|FB_IAB|Instagram|Barcelona| Line\/\d/;

/** The social app whose in-app browser this is, or ''. Tokens as the apps send them. */
export function isInApp(userAgent: string | undefined): '' | 'facebook' | 'instagram' | 'line' | 'threads' {
	if (!userAgent || !named.test(userAgent)) return '';
	if (/FBAN|FBAV|FB_IAB/.test(userAgent)) return 'facebook';
	if (userAgent.includes('Instagram')) return 'instagram';
	if (userAgent.includes('Barcelona')) return 'threads';
	return / Line\/\d/.test(userAgent) ? 'line' : '';
}
