import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { builtFile } from '#app/built-file.ts';
import { copySiteFiles } from '#app/cli/copy-site-files.ts';
import { doctor } from '#app/cli/doctor.ts';
import { addExport } from '#app/cli/export.ts';
import { addImport } from '#app/cli/import.ts';
import { addMember } from '#app/cli/member.ts';
import { appText } from '#app/messages/index.ts';
import { openProduct } from '#app/run.ts';
import { tokenDays } from '#membership/token-days.ts';
import { createToken } from '#membership/server/index.ts';
import { offerSetup } from '#site/server/index.ts';
import { roles, system, type Role } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Installation } from '#platform/installation/installation.ts';
import { matchLocale } from '#platform/language/locale.ts';
import { Problem } from '#platform/problem.ts';
import { everySetting, readSettings, WrongSettings } from '#platform/settings.ts';
import { sayProblem } from '#web/say-problem.ts';

const locale = matchLocale((process.env['LC_ALL'] ?? process.env['LANG'])?.replace('_', '-')) ?? 'zh-TW';
const say = appText(locale);

/** The command line: every command opens the installation, beside a running one when there is one, and closes it. */
export async function runCli(program: Command, argv: readonly string[]): Promise<void> {
	program.description('Homecourt 主場').option('--json', 'for programs');
	const told = (text: string, value: unknown): void =>
		void process.stdout.write(`${program.opts()['json'] ? JSON.stringify(value) : text}\n`);

	program
		.command('start')
		.option('--role <role>', 'all, web or worker', 'all')
		.option('--processes <count>', 'web processes', '1')
		.description('start without install and build steps')
		.action(async ({ role, processes }: { role: string; processes: string }) => {
			const server = builtFile('server/main.js');
			process.argv = [process.argv[0] as string, fileURLToPath(server), role, '--processes', processes];
			await import(server);
			await new Promise(() => undefined);
		});

	const site = program.command('site').description('the sites of this installation');
	site
		.command('create <name>')
		.requiredOption('--domain <host...>', 'hosts that lead to it, its main one first')
		.description('make a site; its host answers at once')
		.action((name: string, { domain }: { domain: string[] }) =>
			open(async (installation) => {
				const made = await installation.createSite(name, domain);
				const path = await offerSetup(made.context({ actor: system, locale }), {});
				told(say('cli.site.created', { name, url: made.handle.url, path: path ?? '/' }), {
					name,
					url: made.handle.url,
					setup: path,
				});
			}),
		);
	site
		.command('list')
		.description('name and hosts of every site')
		.action(() =>
			open(async (installation) => {
				const sites = await installation.listSites();
				told(sites.map((one) => `${one.name}\t${one.hosts.join(' ')}`).join('\n') || say('cli.sites.none'), sites);
			}),
		);
	site
		.command('remove <name>')
		.requiredOption('--yes', 'delete it with everything in it')
		.description('delete a site with everything in it')
		.action((name: string) =>
			open(async (installation) => {
				await installation.removeSite(name);
				told(say('cli.site.removed', { name }), { name });
			}),
		);

	addMember(program, { say, told, within });

	program
		.command('token')
		.description('API tokens')
		.command('create')
		.requiredOption('--site <name>')
		.option('--role <role>', roles.join(', '), 'owner')
		.option('--name <name>', 'what it is for', 'cli')
		.option('--days <days>', `days after which it ends: ${tokenDays.join(', ')}; left out, it never does`)
		.option('--scope <scope...>', 'what it may do; * is everything its role may', ['*'])
		.description('make a token; it is printed once')
		.action((options: { site: string; role: Role; name: string; scope: string[]; days?: string }) =>
			within(options.site, async (ctx) => {
				const { name, role, scope: scopes, days } = options;
				const { token } = await createToken(ctx, { name, role, scopes, days });
				told(program.opts()['json'] ? '' : say('cli.token.created', { token }), { token });
			}),
		);

	program
		.command('files')
		.description('pictures and files of a site')
		.command('copy')
		.requiredOption('--site <name>')
		.requiredOption('--to <where>', 'bucket (the one that S3_URL names) or folder (the data folder)')
		.description('copy every file to the other store; may be stopped and begun again, takes nothing away')
		.action(({ site: name, to }: { site: string; to: string }) =>
			open((installation) => copySiteFiles(installation, { name, to }, say, told)),
		);

	program
		.command('settings')
		.description('every setting with its documentation')
		.action(() => {
			const rows = everySetting();
			told(rows.map((row) => `${row.env} (${String(row.default ?? '')})\n    ${row.doc}`).join('\n'), rows);
		});

	program
		.command('doctor')
		.description('check the installation and say what to do')
		.action(() =>
			open(async (installation) => {
				const findings = await doctor(installation, say);
				told(findings.map((finding) => finding.text).join('\n'), findings);
				if (findings.some((finding) => finding.broken)) process.exitCode = 1;
			}),
		);

	addImport(program, { locale, told, within: withinOnly });
	addExport(program, { locale, told, within: withinOnly });

	await program.parseAsync([...argv]);
}

async function open(work: (installation: Installation) => Promise<void>): Promise<void> {
	let installation: Installation | null = null;
	try {
		installation = await openProduct(readSettings({ LOG_LEVEL: 'error', ...process.env }), {
			worker: false,
			join: true,
		});
		await work(installation);
	} catch (error) {
		if (!(error instanceof Problem || error instanceof WrongSettings)) throw error;
		process.stderr.write(`${error instanceof Problem ? sayProblem(locale, error) : error.message}\n`);
		process.exitCode = 1;
	} finally {
		await installation?.close();
	}
}

const within = (name: string, work: (ctx: Ctx) => Promise<void>): Promise<void> =>
	open(async (installation) => work((await installation.site(name)).context({ actor: system, locale })));

/** As `within`; without a name it is the only site there is. */
const withinOnly = (name: string | undefined, work: (ctx: Ctx) => Promise<void>): Promise<void> =>
	open(async (installation) => {
		const sites = (await installation.listSites()).map((site) => site.name);
		const [only] = sites;
		if (!name && (sites.length !== 1 || !only)) throw new Problem('site.which', 422, { sites: sites.join(' ') });
		await work((await installation.site(name ?? (only as string))).context({ actor: system, locale }));
	});
