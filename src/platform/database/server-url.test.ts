import { webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSql } from '#platform/database/connect.ts';
import { serverFromUrl } from '#platform/database/server-url.ts';
import { refuseOld } from '#platform/installation/check-server.ts';

describe('an address of a server', () => {
	it.each([
		['postgres://mei:a%40b@db.example:5433/shop', { host: 'db.example', port: 5433, user: 'mei', password: 'a@b' }],
		['postgres://db.example/shop', { host: 'db.example', port: 5432, user: 'postgres' }],
		['postgres://mei@localhost/shop?host=/run/postgresql', { host: '/run/postgresql', port: 5432, user: 'mei' }],
		['postgres:///shop?host=/run/postgresql&user=mei', { host: '/run/postgresql', port: 5432, user: 'mei' }],
		['postgres://mei@%2Frun%2Fpostgresql/shop', { host: '/run/postgresql', port: 5432, user: 'mei' }],
	])('%s', (url, server) => expect(serverFromUrl(url)).toEqual({ ...server, maintenance: 'shop' }));

	it('that is none, and a root certificate that is not there, are refused in words that name no password', () => {
		expect(() => serverFromUrl('db.example')).toThrow('database.address-invalid');
		expect(() => serverFromUrl('postgres://a:secret@b/c?sslmode=verify-ca&sslrootcert=/none.pem')).toThrow(
			expect.objectContaining({ code: 'database.certificate-unreadable' }),
		);
	});
});

it('a server that is too old is refused, with its version', () => {
	expect(() => refuseOld(140_011, '14.11')).toThrow(
		expect.objectContaining({ details: { found: '14.11', wanted: 15 } }),
	);
	expect(() => refuseOld(150_000, '15.0')).not.toThrow();
});

describe('the certificate', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'homecourt-tls-'));
	const peers: Record<string, { port: number; root: string; close(): void }> = {};
	beforeAll(async () => {
		for (const name of ['localhost', 'other.example']) peers[name] = await secretPeer(name, folder);
	});
	afterAll(() => {
		for (const peer of Object.values(peers)) peer.close();
		rmSync(folder, { recursive: true, force: true });
	});

	// 28000 is what the peer says once it was spoken to: whoever gets that far trusted it.
	it.each([
		['localhost', 'sslmode=require', '28000'],
		['localhost', 'sslmode=verify-ca', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
		['localhost', 'sslmode=verify-full', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
		['localhost', 'sslmode=verify-full&sslrootcert=localhost', '28000'],
		['other.example', 'sslmode=verify-full&sslrootcert=other.example', 'ERR_TLS_CERT_ALTNAME_INVALID'],
		['other.example', 'sslmode=verify-ca&sslrootcert=other.example', '28000'],
		['other.example', 'sslmode=require&sslrootcert=localhost', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
	])('of %s with %s: %s', async (name, query, code) => {
		const asked = query.replace(/sslrootcert=(.+)/, (_, root: string) => `sslrootcert=${peers[root]?.root}`);
		const server = serverFromUrl(`postgres://mei@localhost:${peers[name]?.port}/shop?${asked}`);
		const sql = openSql(server, 'shop', { connections: 1 });
		await expect(sql`select 1`).rejects.toMatchObject({ code });
		await sql.end({ timeout: 0 });
	});
});

/** Speaks enough of PostgreSQL's protocol to be asked for TLS, and refuses everybody who then speaks to it. */
async function secretPeer(name: string, folder: string) {
	const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
	const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
	const certificate = await X509CertificateGenerator.createSelfSigned(
		{
			name: `CN=${name}`,
			notBefore: new Date('2020-01-01'),
			notAfter: new Date('2090-01-01'),
			signingAlgorithm: algorithm,
			keys: keys as never,
			extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
		},
		webcrypto as never,
	);
	const cert = certificate.toString('pem');
	const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
	const secureContext = tls.createSecureContext({
		cert,
		key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----`,
	});
	const words = Buffer.from('SFATAL\0C28000\0Mno\0\0');
	const length = Buffer.alloc(4);
	length.writeInt32BE(words.length + 4);
	const refusal = Buffer.concat([Buffer.from('E'), length, words]);
	const server = net.createServer((socket) => {
		socket.on('error', () => undefined);
		socket.once('data', () => {
			socket.write('S');
			const secret = new tls.TLSSocket(socket, { isServer: true, secureContext });
			secret.on('error', () => undefined);
			secret.once('data', () => secret.end(refusal));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	const root = path.join(folder, `${name}.pem`);
	writeFileSync(root, cert);
	return { port: (server.address() as net.AddressInfo).port, root, close: () => void server.close() };
}
