import { z } from 'zod';
import { readBucketPlace } from '#platform/bucket-store.ts';

/** One setting: what it means, what it accepts, and the environment variable that carries it. */
export interface Setting<T> {
	doc: string;
	schema: z.ZodType<T, string>;
	default: T;
	env: string;
	/** Never printed with its value. */
	secret?: true;
}

const text = z.string();
const optionalText = z.string().transform((value) => value || null);
const bucketAddress = optionalText.refine(
	(value) => value === null || readBucketPlace(value) !== null,
	'needs KEY, SECRET, HOST and BUCKET',
);
const wholeNumber = z.string().regex(/^\d+$/).transform(Number);

/** Every setting of an installation. Nothing else in the product reads the environment. */
export const settingTable = {
	port: { doc: 'TCP port of the web server.', schema: wholeNumber, default: 3000, env: 'PORT' },
	host: { doc: 'Address to listen on. Empty: every address of the machine.', schema: text, default: '', env: 'HOST' },
	publicUrl: {
		doc: 'Address under which people reach the first site, with scheme. Empty: http://localhost:PORT. Sites may have domains of their own.',
		schema: optionalText,
		default: null,
		env: 'PUBLIC_URL',
	},
	data: {
		doc: 'Folder of the embedded database, uploads and secrets.',
		schema: text,
		default: './data',
		env: 'HOMECOURT_DATA',
	},
	databaseUrl: {
		doc: 'An external PostgreSQL (15 or newer) instead of the embedded one, as postgres://user:password@host/database. The user must be allowed to create databases. sslmode=verify-full looks at the certificate and its name, verify-ca at who signed it, require at neither; sslrootcert names a file with who may sign.',
		schema: optionalText,
		default: null,
		env: 'DATABASE_URL',
		secret: true,
	},
	smtpUrl: {
		doc: 'Mail server as smtp://user:password@host:port or smtps://…. Empty: mail waits in an outbox that the owner reads in the console.',
		schema: optionalText,
		default: null,
		env: 'SMTP_URL',
		secret: true,
	},
	s3Url: {
		doc: 'Files on an S3-compatible store instead of the data folder, as https://KEY:SECRET@HOST/BUCKET[/PREFIX][?region=REGION]; key and secret percent-encoded. Move what there is with `./homecourt files copy`.',
		schema: bucketAddress,
		default: null,
		env: 'S3_URL',
		secret: true,
	},
	trustedProxy: {
		doc: 'Addresses or ranges (comma-separated, e.g. 127.0.0.1,10.0.0.0/8) of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. Empty: none.',
		schema: text,
		default: '',
		env: 'TRUSTED_PROXY',
	},
	dnsServers: {
		doc: 'DNS servers (comma-separated addresses, with a port after a colon) that are asked about a domain before a site answers to it. Empty: those of the machine.',
		schema: text,
		default: '',
		env: 'DNS_SERVERS',
	},
	logLevel: {
		doc: 'What is logged: error, warn, info or debug.',
		schema: z.enum(['error', 'warn', 'info', 'debug']),
		default: 'info' as const,
		env: 'LOG_LEVEL',
	},
	metricsToken: {
		doc: 'Bearer token that may read /metrics from elsewhere. Empty: loopback only.',
		schema: optionalText,
		default: null,
		env: 'METRICS_TOKEN',
		secret: true,
	},
	reachable: {
		doc: 'Addresses or ranges (comma-separated) that this installation may ask although they are private, when somebody names an address on them: a hub or a neighbour in the same house. Empty: only the public internet.',
		schema: text,
		default: '',
		env: 'REACHABLE',
	},
	indexNowUrl: {
		doc: 'Base URL of the IndexNow service that tells search engines what changed.',
		schema: text,
		default: 'https://api.indexnow.org',
		env: 'INDEXNOW_URL',
	},
	snsUrl: {
		doc: 'Base URL that is asked instead of Amazon SNS itself: for the certificates of its messages, and to confirm a subscription. Empty: the region that a topic names.',
		schema: optionalText,
		default: null,
		env: 'SNS_URL',
	},
	searchConsoleUrl: {
		doc: 'Base URL of the Google Search Console API, where a site that connected it reads how it is found.',
		schema: text,
		default: 'https://searchconsole.googleapis.com',
		env: 'SEARCH_CONSOLE_URL',
	},
	googleTokenUrl: {
		doc: 'Address where a key for the Google Search Console API is changed into an access token.',
		schema: text,
		default: 'https://oauth2.googleapis.com/token',
		env: 'GOOGLE_TOKEN_URL',
	},
	lineSignInUrl: {
		doc: 'Base URL (issuer) of LINE Login.',
		schema: text,
		default: 'https://access.line.me',
		env: 'LINE_SIGN_IN_URL',
	},
	googleSignInUrl: {
		doc: 'Base URL (issuer) of signing in with Google.',
		schema: text,
		default: 'https://accounts.google.com',
		env: 'GOOGLE_SIGN_IN_URL',
	},
	appleSignInUrl: {
		doc: 'Base URL (issuer) of Sign in with Apple.',
		schema: text,
		default: 'https://appleid.apple.com',
		env: 'APPLE_SIGN_IN_URL',
	},
	facebookSignInUrl: {
		doc: 'Base URL of the page on which people sign in with Facebook.',
		schema: text,
		default: 'https://www.facebook.com',
		env: 'FACEBOOK_SIGN_IN_URL',
	},
	facebookGraphUrl: {
		doc: 'Base URL of the Graph API that says who signed in with Facebook.',
		schema: text,
		default: 'https://graph.facebook.com',
		env: 'FACEBOOK_GRAPH_URL',
	},
	practiceUrl: {
		doc: "Base URL of the practice network's API. Empty: the one that this installation serves itself.",
		schema: optionalText,
		default: null,
		env: 'PRACTICE_URL',
	},
} satisfies Record<string, Setting<never> | Setting<number> | Setting<string> | Setting<string | null>>;

export type Settings = {
	[Name in keyof typeof settingTable]: z.output<(typeof settingTable)[Name]['schema']>;
} & {
	/** What exchangeable parts of the product asked for, by the environment variable that carries it. */
	offered: Readonly<Record<string, string>>;
};

/** A setting that an exchangeable part brings with it: an address, a version. */
export interface OfferedSetting {
	env: string;
	doc: string;
	default: string;
	schema?: z.ZodType<string, string>;
}

const offered = new Map<string, OfferedSetting>();

/** Adds settings that only an exchangeable part knows of. Said by the part itself, before settings are read. */
export function offerSettings(...settings: readonly OfferedSetting[]): void {
	for (const setting of settings) offered.set(setting.env, setting);
}

/** Every setting with its documentation, those of exchangeable parts last. */
export const everySetting = (): { env: string; doc: string; default: unknown }[] =>
	[...Object.values(settingTable), ...offered.values()].map(({ env, doc, default: standard }) => ({
		env,
		doc,
		default: standard,
	}));

/** Settings that cannot be used. Its message is for whoever starts the product, and repeats no value. */
export class WrongSettings extends Error {}

/** The settings in force. Throws WrongSettings, which names every wrong variable at once. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
	const wrong: string[] = [];
	const entries = Object.entries(settingTable).map(([name, setting]) => {
		const raw = environment[setting.env];
		if (raw === undefined || raw === '') return [name, setting.default];
		const parsed = setting.schema.safeParse(raw);
		if (!parsed.success) wrong.push(`${setting.env}: ${parsed.error.issues[0]?.message}. ${setting.doc}`);
		return [name, parsed.data];
	});
	const more = [...offered.values()].map(({ env, doc, default: standard, schema = text }) => {
		const parsed = schema.safeParse(environment[env] || standard);
		if (!parsed.success) wrong.push(`${env}: ${parsed.error.issues[0]?.message}. ${doc}`);
		return [env, parsed.data];
	});
	if (wrong.length) throw new WrongSettings(`Settings that cannot be used:\n  ${wrong.join('\n  ')}`);
	return { ...Object.fromEntries(entries), offered: Object.fromEntries(more) } as Settings;
}
