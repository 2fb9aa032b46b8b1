import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readlinkSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Bytes that the address of a Unix socket may have: 108 on Linux, 104 on macOS, one of them the end. */
const limit = 103;

/**
 * The folder to connect by. The socket is always in the cluster; where that path is too long for an address, a short
 * link to it in the temporary folder is used (one per cluster, used again by the next start).
 */
export function socketFolder(cluster: string): string {
	if (Buffer.byteLength(path.join(cluster, '.s.PGSQL.5432')) <= limit) return cluster;
	const mark = createHash('sha256').update(cluster).digest('hex').slice(0, 12);
	const link = path.join(tmpdir(), `homecourt-${process.getuid?.() ?? 0}-${mark}`);
	try {
		symlinkSync(cluster, link);
		return link;
	} catch {
		const ours =
			lstatSync(link).uid === process.getuid?.() && lstatSync(link).isSymbolicLink() && readlinkSync(link) === cluster;
		if (ours) return link;
		const other = path.join(mkdtempSync(path.join(tmpdir(), 'homecourt-')), 'db');
		symlinkSync(cluster, other);
		return other;
	}
}
