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

/** What reads the source: each keeps one core busy, so they run side by side. */
const checks: Step[] = [
	{
		name: 'types',
		arguments: [
			...[bin('svelte-check/bin/svelte-check'), '--tsconfig', './tsconfig.json'],
			...['--threshold', 'error', '--output', 'human'],
		],
	},
	{ name: 'lint', arguments: [bin('eslint/bin/eslint.js'), '.'] },
	{
		name: 'boundaries',
		arguments: [bin('dependency-cruiser/bin/dependency-cruiser.mjs'), 'src', '--config', '.dependency-cruiser.mjs'],
	},
];

let passed = 0;
/** What failed, told once more at the end: a long run's own words are far above by then, or cut off by whoever keeps them. */
const failures: string[] = [];
let failed = 0;
if (!wanted.length) {
	await take({ name: 'sync', arguments: [bin('@sveltejs/kit/svelte-kit.js'), 'sync'] });
	const [types, ...others] = checks as [Step, ...Step[]];
	await Promise.all([
		take(types, 'at its end'),
		others.reduce((before, step) => before.then(() => take(step, 'at its end')), Promise.resolve()),
	]);
}
await take(vitest('fast', 'vite.config.ts'));
if (!wanted.length) await take(vitest('whole', 'tests/vitest.config.ts'));
rmSync(folder, { recursive: true, force: true });
for (const failure of failures) process.stdout.write(`\nFAILED ${failure}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed ? 1 : 0;

/** The part of Vitest's report that is read. */
interface Report {
	numPassedTests: number;
	numFailedTests: number;
	testResults: {
		name: string;
		message?: string;
		assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
	}[];
}

function readReport(file: string): { passed: number; failed: number; failures: string[] } | null {
	try {
		const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
		const told = report.testResults.flatMap(({ name, message, assertionResults }) => {
			const where = path.relative(root, name);
			const broken = assertionResults.filter(({ status }) => status === 'failed');
			if (!broken.length) return message ? [`${where}\n${begin(message)}`] : [];
			return broken.map((one) => `${where} · ${one.fullName}\n${begin(one.failureMessages?.join('\n') ?? '')}`);
		});
		return { passed: report.numPassedTests, failed: report.numFailedTests, failures: told };
	} catch {
		return null;
	}
}

/** The first lines of what a failure says of itself. */
function begin(text: string): string {
	return text.split('\n').slice(0, 12).join('\n').slice(0, 1_500);
}

/** Runs a step and counts it. What runs beside another one says what it has to say at its end. */
async function take(step: Step, said: 'at once' | 'at its end' = 'at once'): Promise<void> {
	const heading = `\n── ${step.name}\n`;
	let kept = heading;
	if (said === 'at once') process.stdout.write(heading);
	const began = Date.now();
	const code = await new Promise<number>((resolve) => {
		const child = spawn(process.execPath, step.arguments, {
			cwd: root,
			stdio: said === 'at once' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
		});
		for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => (kept += part.toString()));
		child.on('close', (exit) => resolve(exit ?? 1));
	});
	if (said === 'at its end') process.stdout.write(kept);
	const counted = step.report ? readReport(step.report) : null;
	if (counted) {
		passed += counted.passed;
		failed += counted.failed;
		failures.push(...counted.failures);
	} else if (code === 0) passed++;
	// A step that counts nothing is one; a run that broke outside a test has failed, whatever it counted.
	if (code !== 0 && !counted?.failed) {
		failed++;
		failures.push(said === 'at once' ? `${step.name}: see above` : `${step.name}\n${kept.slice(-1_500)}`);
	}
	process.stdout.write(
		`── ${step.name}: ${code === 0 ? 'ok' : 'FAILED'} (${Math.round((Date.now() - began) / 1000)} s)\n`,
	);
}
