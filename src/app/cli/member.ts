import type { Command } from 'commander';
import type { appText } from '#app/messages/index.ts';
import { clearSecondFactor, createMember, createSignInLink, findMemberByEmail } from '#membership/server/index.ts';
import { roles, type Role } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';

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
