import { EmbeddedProblem } from '#platform/database/embedded/embedded-problem.ts';
import { appText } from '#app/messages/index.ts';
import { demoName, startDemo } from '#app/start-demo.ts';
import { run, type Role, type Running } from '#app/run.ts';
import { startProcesses } from '#app/processes.ts';
import { system } from '#platform/actor.ts';
import { matchLocale } from '#platform/language/locale.ts';
import { Problem } from '#platform/problem.ts';
import { readSettings, WrongSettings, type Settings } from '#platform/settings.ts';
import { offerSetup } from '#site/server/index.ts';
import { sayProblem } from '#web/say-problem.ts';

/** homecourt [all | web | worker] [--demo] [--processes N] */
const role = (['web', 'worker'].find((name) => process.argv.includes(name)) ?? 'all') as Role;
const locale = matchLocale((process.env['LC_ALL'] ?? process.env['LANG'])?.replace('_', '-')) ?? 'zh-TW';
const say = appText(locale);
const tell = (text: string): void => void process.stdout.write(`${text}\n`);

try {
	const settings = readSettings(process.env);
	const processes = Number(process.argv[process.argv.indexOf('--processes') + 1]) || 1;
	const first = process.argv.includes('--demo') ? demoName : 'home';
	const running =
		processes > 1 ? await startProcesses(settings, processes) : await run(settings, role, role !== 'all', first);
	stopOnSignal(running);
	await welcome(running, settings);
} catch (error) {
	const { code, details } = error as { code?: string; details?: Record<string, string> };
	if (error instanceof EmbeddedProblem) tell(say(error.code, { folder: '', found: '', wanted: '18', ...details }));
	else if (error instanceof WrongSettings) process.stderr.write(`${error.message}\n`);
	else if (error instanceof Problem) tell(sayProblem(locale, error));
	else if (code === 'EADDRINUSE') tell(say('start.port-taken', { port: process.env['PORT'] ?? 3000 }));
	else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exit(1);
}

/** Says where the site is, and gives the links that work once. */
async function welcome(running: Running, settings: Settings): Promise<void> {
	if (!running.front) return;
	if (process.argv.includes('--demo')) {
		tell(
			`\n  ${say('start.demo', { url: await startDemo(running.installation, () => tell(say('start.demo-making'))) })}\n`,
		);
		return;
	}
	const [first] = await running.installation.listSites();
	if (!first) return;
	const site = await running.installation.site(first.name);
	const path = await offerSetup(site.context({ actor: system, locale }), {});
	tell(`\n  ${say('start.ready', { url: site.handle.url })}\n`);
	if (path) tell(`  ${say('start.setup', { url: site.handle.url + path })}\n`);
	if (!settings.smtpUrl) tell(`  ${say('start.outbox', { url: site.handle.url })}\n`);
}

function stopOnSignal(running: Running): void {
	let stopping = false;
	const stop = (): void => {
		if (stopping) return;
		stopping = true;
		running.stop().then(
			() => {
				tell(say('stop.bye'));
				process.exit(0);
			},
			(error: unknown) => {
				process.stderr.write(`${String(error)}\n`);
				process.exit(1);
			},
		);
	};
	process.on('SIGINT', stop);
	process.on('SIGTERM', stop);
}
