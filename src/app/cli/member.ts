import { createReadStream, createWriteStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import type { appText } from '#app/messages/index.ts';
import {
	clearSecondFactor,
	createMember,
	createSignInLink,
	exportMembers,
	findMemberByEmail,
	importMemberList,
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
		.description('bring in a list of members from CSV; the same file again goes on where it stopped')
		.action((file: string, { site, go, consent }: { site: string; go?: boolean; consent?: string }) =>
			within(site, (ctx) => importFile(ctx, file, { dry: !go, consent: consent ?? null }, { say, told })),
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
	options: { dry: boolean; consent: string | null },
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

const counts = ({ rows, fresh, known, wrong }: ImportReport) => ({ rows, fresh, known, wrong });
