import { createHmac } from 'node:crypto';
import OAuth from 'oauth-1.0a';

export interface Signing {
	url: string;
	/** What is signed along with the address: a form, never a file. */
	form: Record<string, string>;
	app: { id: string; secret: string };
	token?: { key: string; secret: string } | undefined;
	/** Parameters of OAuth's own: `oauth_callback`, `oauth_verifier`. */
	more?: Record<string, string>;
	time: Date;
}

/** The header that signs a call by OAuth 1.0a (RFC 5849), HMAC-SHA1, with everything of OAuth's in the header. */
export function signPlurk({ url, form, app, token, more = {}, time }: Signing): string {
	const oauth = new OAuth({
		consumer: { key: app.id, secret: app.secret },
		signature_method: 'HMAC-SHA1',
		hash_function: (base, key) => createHmac('sha1', key).update(base).digest('base64'),
	});
	oauth.getTimeStamp = () => Math.floor(time.getTime() / 1000);
	const signed = oauth.authorize({ url, method: 'POST', data: { ...form, ...more } }, token);
	return oauth.toHeader({ ...signed, ...more }).Authorization;
}
