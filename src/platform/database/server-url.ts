import { readFileSync } from 'node:fs';
import type { Server, Tls } from '#platform/database/connect.ts';
import { Problem } from '#platform/problem.ts';

/** The server named by a `postgres://` URL. A folder as host, there or as `?host=`, is a Unix socket's. */
export function serverFromUrl(url: string): Server {
	let parts: URL;
	try {
		parts = new URL(url);
	} catch {
		throw new Problem('database.address-invalid', 500);
	}
	const tls = tlsOf(parts.searchParams);
	return {
		host: parts.searchParams.get('host') ?? decodeURIComponent(parts.hostname),
		port: Number(parts.port || 5432),
		user: decodeURIComponent(parts.username || parts.searchParams.get('user') || 'postgres'),
		...(parts.password ? { password: decodeURIComponent(parts.password) } : {}),
		...(tls ? { tls } : {}),
		maintenance: decodeURIComponent(parts.pathname.slice(1)) || 'postgres',
	};
}

/** What `sslmode` and `sslrootcert` mean to libpq: whoever names a root certificate wants it looked at, also with `require`. */
function tlsOf(query: URLSearchParams): Tls | null {
	const mode = query.get('sslmode') ?? '';
	if (!['require', 'verify-ca', 'verify-full'].includes(mode)) return null;
	const root = query.get('sslrootcert');
	const file = root && root !== 'system' ? root : null;
	const verify = mode === 'verify-full' ? 'host' : mode === 'verify-ca' || file ? 'chain' : 'nothing';
	if (!file) return { verify };
	try {
		return { verify, root: readFileSync(file, 'utf8') };
	} catch (error) {
		throw new Problem('database.certificate-unreadable', 500, { file, trouble: (error as Error).message });
	}
}
