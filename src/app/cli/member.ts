import { createReadStream, createWriteStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import type { appText } from '#app/messages/index.ts';
import { listColumns } from '#membership/member-list.ts';
import {
	clearSecondFactor,
	createMember,
	createSignInLink,
	exportMembers,
	findMemberByEmail,
	importMemberList,
	listFields,
	type ImportReport,
} from '#membership/server/index.ts';
import { roles, type Role } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { sayField } from '#web/say-problem.ts';

interface Tools {
	say: ReturnType<typeof appText>;
	told(text: string, value: unknown): void;
	within(site: string, work: (ctx: Ctx) => Promise<void>): Promise<void>;
}

/** `homecourt member …`: people, by the hand of whoever runs the installation. */
export function addMember(program: Command, { say, told, within }: Tools): void {
	const member = program.command('member').description('people');
	member
		.command('create')
		.requiredOption('--site <name>')
		.requiredOption('--email <email>')
		.option('--name <name>')
		.option('--role <role>', roles.join(', '), 'member')
		.description('add a member and print a sign-in link that works once')
		.action((options: { site: string; email: string; name?: string; role: Role }) =>
			within(options.site, async (ctx) => {
				const name = options.name ?? (options.email.split('@')[0] as string);
				const made = await createMember(ctx, { name, email: options.email, role: options.role });
				const url = ctx.site.url + (await createSignInLink(ctx, { member: made.id })).path;
				told(say('cli.member.created', { name, role: options.role, url }), { id: made.id, url });
			}),
		);
	member
		.command('export [file]')
		.requiredOption('--site <name>')
		.option('--segment <id>', 'only the members of this segment')
		.description('the list of members as CSV, to a file or to the terminal')
		.action((file: string | undefined, { site, segment }: { site: string; segment?: string }) =>
			within(site, async (ctx) => {
				const pieces = await exportMembers(ctx, { segment: Number(segment) || undefined });
				await pipeline(Readable.from(pieces()), file ? createWriteStream(file, { mode: 0o600 }) : process.stdout, {
					end: Boolean(file),
				});
				if (file) told(say('cli.member.exported', { file }), { file });
			}),
		);
	member
		.command('import <file>')
		.requiredOption('--site <name>')
		.option('--go', 'do it; without this nothing is changed')
		.option('--consent <where>', 'where these people agreed to mail; kept as the proof')
		.option(
			'--column <name=heading>',
			'how the list calls a column: email=…, or the name of a field (again for each)',
			collect,
			[],
		)
		.description('bring in a list of members from CSV; the same file again goes on where it stopped')
		.action((file: string, options: { site: string; go?: boolean; consent?: string; column: string[] }) =>
			within(options.site, async (ctx) => {
				const headings = await headingsOf(ctx, options.column);
				await importFile(ctx, file, { dry: !options.go, consent: options.consent ?? null, headings }, { say, told });
			}),
		);
	member
		.command('clear-second-factor')
		.requiredOption('--site <name>')
		.requiredOption('--email <email>')
		.description('for an owner who lost the telephone and the recovery codes; signs them out everywhere')
		.action(({ site, email }: { site: string; email: string }) =>
			within(site, async (ctx) => {
				const found = await findMemberByEmail(ctx, { email });
				if (!found) throw notFound('member');
				await clearSecondFactor(ctx, { member: found.id });
				told(say('cli.member.second-factor-cleared', { email }), { id: found.id });
			}),
		);
}

/** Brings a list in with a line that shows how far it is, and says what was wrong with which row. */
async function importFile(
	ctx: Ctx,
	file: string,
	options: { dry: boolean; consent: string | null; headings: Record<string, string> },
	{ say, told }: Pick<Tools, 'say' | 'told'>,
): Promise<void> {
	await access(file).catch(() => {
		throw new Problem('list.no-file', 422, { file });
	});
	const report = await importMemberList(ctx, () => createReadStream(file) as AsyncIterable<Buffer>, {
		...options,
		tell: (so) => void (process.stderr.isTTY && process.stderr.write(`\r${say('cli.member.progress', counts(so))}`)),
	});
	if (process.stderr.isTTY) process.stderr.write('\n');
	const lines = report.findings.map(({ line, key }) =>
		say('cli.member.line', { line, text: sayField(ctx.locale, key) }),
	);
	told([...lines, say('cli.member.imported', counts(report))].join('\n'), report);
}

const collect = (value: string, before: string[]): string[] => [...before, value];

/** `--column 生日=Birthday`: a column of the product, or a question of the house by its name or key. */
async function headingsOf(ctx: Ctx, columns: readonly string[]): Promise<Record<string, string>> {
	const fields = columns.length ? await listFields(ctx, {}) : [];
	return Object.fromEntries(
		columns.map((column) => {
			const at = column.indexOf('=');
			const [name, heading] = [column.slice(0, at).trim(), column.slice(at + 1).trim()];
			const field = fields.find((one) => [one.key, one.name, one.nameEn].includes(name));
			if (at < 1 || !heading || !(field || (listColumns as readonly string[]).includes(name)))
				throw new Problem('list.no-column', 422, { name: column });
			return [field ? `field-${field.id}` : name, heading];
		}),
	);
}

const counts = ({ rows, fresh, known, wrong }: ImportReport) => ({ rows, fresh, known, wrong });
