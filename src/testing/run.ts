/**
 * `npm test`: types, boundaries and every test, one after another; the last line is `N passed, N failed`.
 * Arguments are passed on to Vitest; with arguments only Vitest runs.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

interface Step {
	name: string;
	arguments: string[];
	/** Where Vitest writes what it counted. */
	report?: string;
}

const root = path.resolve(import.meta.dirname, '../..');
const bin = (name: string): string => path.join(root, 'node_modules', name);
const folder = mkdtempSync(path.join(tmpdir(), 'homecourt-run-'));
const wanted = process.argv.slice(2);

const vitest = (name: string, config: string): Step => {
	const report = path.join(folder, `${name}.json`);
	return {
		name,
		report,
		arguments: [
			bin('vitest/vitest.mjs'),
			'run',
			'--config',
			config,
			'--reporter=default',
			'--reporter=json',
			`--outputFile.json=${report}`,
			...wanted,
		],
	};
};

const steps: Step[] = [
	...(wanted.length
		? []
		: [
				{ name: 'sync', arguments: [bin('@sveltejs/kit/svelte-kit.js'), 'sync'] },
				{
					name: 'types',
					arguments: [
						bin('svelte-check/bin/svelte-check'),
						'--tsconfig',
						'./tsconfig.json',
						'--threshold',
						'error',
						'--output',
						'human',
					],
				},
				{ name: 'lint', arguments: [bin('eslint/bin/eslint.js'), '.'] },
				{
					name: 'boundaries',
					arguments: [
						bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
						'src',
						'--config',
						'.dependency-cruiser.mjs',
					],
				},
			]),
	vitest('fast', 'vite.config.ts'),
	...(wanted.length ? [] : [vitest('whole', 'tests/vitest.config.ts')]),
];

let passed = 0;
let failed = 0;
for (const step of steps) {
	process.stdout.write(`\n── ${step.name}\n`);
	const began = Date.now();
	const code = await new Promise<number>((resolve) => {
		const child = spawn(process.execPath, step.arguments, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
		child.on('close', (exit) => resolve(exit ?? 1));
	});
	const counted = step.report ? readCounts(step.report) : null;
	if (counted) {
		passed += counted.passed;
		failed += counted.failed;
		// A run that broke outside a test has failed, whatever it counted.
		if (code !== 0 && counted.failed === 0) failed++;
	} else if (code === 0) passed++;
	else failed++;
	process.stdout.write(
		`── ${step.name}: ${code === 0 ? 'ok' : 'FAILED'} (${Math.round((Date.now() - began) / 1000)} s)\n`,
	);
}
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed ? 1 : 0;

function readCounts(file: string): { passed: number; failed: number } | null {
	try {
		const report = JSON.parse(readFileSync(file, 'utf8')) as { numPassedTests: number; numFailedTests: number };
		return { passed: report.numPassedTests, failed: report.numFailedTests };
	} catch {
		return null;
	}
}
