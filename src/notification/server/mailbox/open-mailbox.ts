import dns from 'node:dns/promises';
import { isIP } from 'node:net';
import type { ImapFlow } from 'imapflow';
import { mayReach, readRanges } from '#platform/outside/may-reach.ts';
import type { Settings } from '#platform/settings.ts';

/** Where a mailbox is and who reads it. */
export interface MailboxPlace {
	host: string;
	port: number;
	security: 'tls' | 'starttls' | 'none';
	login: string;
	password: string;
	folder: string;
}

/** Why a mailbox cannot be read. */
export const mailboxTroubles = ['refused', 'unreachable', 'insecure', 'private', 'no-folder'] as const;

export class MailboxTrouble extends Error {
	readonly kind: (typeof mailboxTroubles)[number];
	constructor(kind: (typeof mailboxTroubles)[number], said = '') {
		super(said);
		this.kind = kind;
	}
}

/**
 * Opens the folder, does some work with it and leaves again. The name is looked up once and the connection goes to the very
 * address that was checked; without encryption only where the operator says that it is the own network. Throws MailboxTrouble.
 */
export async function withMailbox<T>(
	settings: Settings,
	place: MailboxPlace,
	work: (client: ImapFlow) => Promise<T>,
): Promise<T> {
	const address = await findAddress(settings, place);
	const { ImapFlow } = await import('imapflow');
	const client = new ImapFlow({
		host: address,
		port: place.port,
		secure: place.security === 'tls',
		doSTARTTLS: place.security === 'starttls',
		...(isIP(place.host) ? {} : { servername: place.host }),
		auth: { user: place.login, pass: place.password },
		logger: false,
		disableAutoIdle: true,
		connectionTimeout: 15_000,
		greetingTimeout: 15_000,
		socketTimeout: 60_000,
	});
	// What breaks is told by the call that waits for it.
	client.on('error', () => undefined);
	try {
		await client.connect();
	} catch (error) {
		client.close();
		throw troubleOf(error);
	}
	try {
		const lock = await client.getMailboxLock(place.folder).catch((error: unknown) => {
			throw new MailboxTrouble('no-folder', saidBy(error));
		});
		try {
			return await work(client);
		} finally {
			lock.release();
		}
	} finally {
		await client.logout().catch(() => client.close());
	}
}

async function findAddress(settings: Settings, { host, security }: MailboxPlace): Promise<string> {
	const allowed = readRanges(settings.reachable);
	const found = isIP(host) ? [{ address: host }] : await dns.lookup(host, { all: true }).catch(() => []);
	if (!found[0]) throw new MailboxTrouble('unreachable', host);
	if (found.some(({ address }) => !mayReach(address, allowed))) throw new MailboxTrouble('private');
	// Only what is reachable because the operator said so is the own network.
	if (security === 'none' && found.some(({ address }) => mayReach(address, []))) throw new MailboxTrouble('insecure');
	return found[0].address;
}

function troubleOf(error: unknown): MailboxTrouble {
	const { authenticationFailed, tlsFailed, code } = error as {
		authenticationFailed?: boolean;
		tlsFailed?: boolean;
		code?: string;
	};
	if (authenticationFailed) return new MailboxTrouble('refused', saidBy(error));
	if (tlsFailed || /CERT|TLS|SSL|SIGNATURE/.test(code ?? '')) return new MailboxTrouble('insecure', saidBy(error));
	return new MailboxTrouble('unreachable', saidBy(error));
}

const saidBy = (error: unknown): string => {
	const { responseText, message } = error as { responseText?: string; message?: string };
	return (responseText ?? message ?? '').slice(0, 300).toWellFormed();
};
