/** `npm run check`: format, lint, types, boundaries and the fast tests, stopping at the first that fails. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const steps: [string, string[]][] = [
	[
		'format',
		['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '{src,tests,bench}/**/*.ts', '*.{ts,js,mjs}'],
	],
	['lint', ['eslint/bin/eslint.js', '--max-warnings', '0', '.']],
	['sync', ['@sveltejs/kit/svelte-kit.js', 'sync']],
	['types', ['svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json', '--threshold', 'error']],
	['boundaries', ['dependency-cruiser/bin/dependency-cruiser.mjs', 'src', '--config', '.dependency-cruiser.mjs']],
	['fast tests', ['vitest/vitest.mjs', 'run']],
];
for (const [name, [script, ...rest]] of steps) {
	process.stdout.write(`── ${name}\n`);
	const { status } = spawnSync(process.execPath, [path.join(root, 'node_modules', script as string), ...rest], {
		cwd: root,
		stdio: 'inherit',
	});
	if (status !== 0) process.exit(status ?? 1);
}
