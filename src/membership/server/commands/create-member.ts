import { z } from 'zod';
import { authorize, roles } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { locales } from '#platform/language/locale.ts';
import { longestHandle, handlePattern } from '#membership/handle.ts';
import { emailField } from '#membership/email.ts';
import { nameField } from '#membership/name.ts';
import { mayCreateMember } from '#membership/policy.ts';
import { insertMember } from '#membership/server/insert-member.ts';

export const CreateMember = z.object({
	name: nameField,
	email: emailField,
	role: z.enum(roles).default('member'),
	handle: z.string().trim().toLowerCase().max(longestHandle, 'too-long').regex(handlePattern, 'handle').optional(),
	bio: z.string().trim().max(500, 'too-long').optional(),
	locale: z.enum(locales).optional(),
	/** When they joined; for imports. Default: now. */
	joined: z.date().optional(),
	cameByLink: z.number().int().positive().nullish(),
	cameTo: z.string().max(100).nullish(),
	heardFrom: z.string().trim().max(100, 'too-long').nullish(),
});

/** Adds a member by somebody else's hand: the set-up, the command line, an import, the owner. Nothing is mailed. */
export const createMember = command(CreateMember, async (ctx, input) => {
	authorize(ctx.actor, 'member.create', mayCreateMember, null);
	return insertMember(ctx, { ...input, locale: input.locale ?? ctx.locale, joined: input.joined ?? ctx.now });
});
