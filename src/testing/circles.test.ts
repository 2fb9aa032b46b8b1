import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const source = path.resolve(import.meta.dirname, '..');
/** What stands on the modules, not beside them. */
const above = ['app', 'web', 'routes', 'testing'];
const modules = readdirSync(source, { withFileTypes: true })
	.filter((entry) => entry.isDirectory() && !above.includes(entry.name))
	.map(({ name }) => name);

/** The modules that a module's files need when they run. Types alone bind nobody: they are gone before anything runs. */
function neededBy(module: string): string[] {
	const files = readdirSync(path.join(source, module), { recursive: true, encoding: 'utf8' }).filter(
		(file) => /\.(?:ts|svelte)$/.test(file) && !/\.test\.ts$|sow\.ts$|(?:^|\/)testing\//.test(file),
	);
	const needed = files.flatMap((file) => {
		const text = readFileSync(path.join(source, module, file), 'utf8');
		return [...text.matchAll(/^\s*(?:import|export) (?!type )[^;]*?['"]#([a-z]+)\//gm)].map(
			(found) => found[1] as string,
		);
	});
	return [...new Set(needed)].filter((other) => other !== module && modules.includes(other));
}

it('no module needs another that needs it, however far around', () => {
	const needs = new Map(modules.map((module) => [module, neededBy(module)]));
	expect([...needs.values()].flat().length, 'imports were found').toBeGreaterThan(50);
	const reached = (from: string): Set<string> => {
		const seen = new Set<string>();
		const open = [from];
		for (let next = open.pop(); next; next = open.pop()) {
			const fresh = (needs.get(next) ?? []).filter((other) => !seen.has(other));
			for (const other of fresh) seen.add(other);
			open.push(...fresh);
		}
		return seen;
	};
	const circles = modules.filter((module) => reached(module).has(module));
	expect(
		circles.map(
			(module) => `${module} → ${(needs.get(module) ?? []).filter((one) => circles.includes(one)).join(' ')}`,
		),
	).toEqual([]);
});
