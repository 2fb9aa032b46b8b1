import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { ConnectedAccount, ConnectField, Connection, OwnAccount, Renewed } from '#network/connect.ts';
import { callLinkedin } from '#network/linkedin/call-linkedin.ts';
import { linkedinDialog } from '#network/linkedin/linkedin-version.ts';
import { linkedinText } from '#network/linkedin/messages/index.ts';
import { askToken, codeFrom, consentAddress, inSeconds, renewalOf, type OAuthToken } from '#network/oauth-code.ts';
import { NetworkProblem } from '#network/network-problem.ts';

const scope = 'r_organization_social w_organization_social rw_organization_admin';

const Acls = z.object({ elements: z.array(z.object({ organization: z.string() })) });
export const Organization = z.object({ localizedName: z.string(), vanityName: z.string().optional() });

export const linkedinApp: ConnectField[] = [
	{
		name: 'id',
		label: (locale) => linkedinText(locale)('app.id'),
		hint: (locale) => linkedinText(locale)('app.id.hint'),
		pattern: /^\w{8,40}$/,
	},
	{ name: 'secret', label: (locale) => linkedinText(locale)('app.secret'), secret: true, pattern: /^\S{8,100}$/ },
];

export function linkedinConsent(ctx: Ctx, app: Connection, { back, state }: { back: string; state: string }): string {
	return consentAddress(`${linkedinDialog(ctx)}/oauth/v2/authorization`, app, { back, scope, state });
}

const tokenOf = (ctx: Ctx, app: Connection, form: Record<string, string>): Promise<OAuthToken> =>
	askToken({
		url: `${linkedinDialog(ctx)}/oauth/v2/accessToken`,
		form: { ...form, client_id: app['id'] ?? '', client_secret: app['secret'] ?? '' },
	});

/** How long a connection holds: with a key that renews as long as that, else as long as the token. */
function lifeOf(ctx: Ctx, token: OAuthToken): { expires: Date | null; renew: Date | null } {
	return token.refresh_token
		? {
				expires: inSeconds(ctx.now, token.refresh_token_expires_in),
				renew: renewalOf(ctx.now, token.expires_in),
			}
		: { expires: inSeconds(ctx.now, token.expires_in), renew: null };
}

/** The pages that whoever came back administers. */
export async function linkedinPages(
	ctx: Ctx,
	app: Connection,
	{ back, answer }: { back: string; answer: URLSearchParams },
): Promise<ConnectedAccount[]> {
	const form = { grant_type: 'authorization_code', code: codeFrom(answer), redirect_uri: back };
	const token = await tokenOf(ctx, app, form);
	const connection = {
		token: token.access_token,
		...(token.refresh_token ? { refresh: token.refresh_token } : {}),
	};
	const params = { q: 'roleAssignee', role: 'ADMINISTRATOR', state: 'APPROVED' };
	const { elements } = await callLinkedin(ctx, { connection }, Acls, { path: '/rest/organizationAcls', params });
	const accounts: ConnectedAccount[] = [];
	for (const { organization: id } of elements.slice(0, 50)) {
		const page = await callLinkedin(ctx, { connection }, Organization, { path: organizationPath(id) });
		const url = page.vanityName ? `https://www.linkedin.com/company/${encodeURIComponent(page.vanityName)}` : null;
		accounts.push({ id, name: page.localizedName, url, connection, ...lifeOf(ctx, token) });
	}
	return accounts;
}

/** `urn:li:organization:1` as the path of it. */
export const organizationPath = (urn: string): string => `/rest/organizations/${urn.split(':').at(-1)}`;

/** The key that renews stays the same until its own end, which a person has to renew. */
export async function renewLinkedin(ctx: Ctx, { connection, app }: OwnAccount): Promise<Renewed> {
	if (!connection['refresh'] || !app) throw new NetworkProblem('auth-revoked', { code: 'no key' });
	const token = await tokenOf(ctx, app, { grant_type: 'refresh_token', refresh_token: connection['refresh'] });
	const refresh = token.refresh_token ?? connection['refresh'];
	return {
		connection: { token: token.access_token, refresh },
		...lifeOf(ctx, { ...token, refresh_token: refresh }),
	};
}
