import type { Ctx } from '#platform/context/context.ts';

/** The address that mail of this site comes from: the one that the mail server's setting names, else one of the site. */
export function mailSender(ctx: Ctx): string {
	const named = ctx.settings.smtpUrl && new URL(ctx.settings.smtpUrl).searchParams.get('from');
	return named || `no-reply@${new URL(ctx.site.url).hostname}`;
}
