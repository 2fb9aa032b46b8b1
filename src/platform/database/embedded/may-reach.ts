import { statSync } from 'node:fs';
import path from 'node:path';
import type { Account } from '#platform/database/embedded/account.ts';

function allowed(place: string, account: Account, bits: number): boolean {
	const { uid, gid, mode } = statSync(place);
	const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
	return ((mode >> shift) & bits) === bits;
}

/** True when an account can come to a folder from the root of the file system (each folder above is searchable). */
export function mayReach(folder: string, account: Account): boolean {
	const above = path.dirname(folder);
	return allowed(folder, account, 0o1) && (above === folder || mayReach(above, account));
}

/** True when an account can read and run what a PostgreSQL installation holds. */
export function mayRun(installation: string, account: Account): boolean {
	return (
		['bin', 'lib', path.join('lib', 'postgresql'), 'share', path.join('share', 'postgresql')].every((folder) =>
			allowed(path.join(installation, folder), account, 0o5),
		) &&
		allowed(path.join(installation, 'bin', 'postgres'), account, 0o5) &&
		mayReach(installation, account)
	);
}
