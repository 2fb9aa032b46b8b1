import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { locales } from '#platform/language/locale.ts';
import { emailField, nameField } from '#membership/member.ts';
import { mayImportMembers } from '#membership/policy.ts';
import { findByEmail, insertMember } from '#membership/server/insert-member.ts';

export const ImportMember = z.object({
	name: nameField,
	/** Null: known by name alone, and cannot sign in. */
	email: emailField.nullable(),
	bio: z.string().trim().max(500, 'too-long').default(''),
	locale: z.enum(locales).optional(),
	joined: z.date().optional(),
});

/**
 * Brings somebody along from another place as a plain member, whatever they were there: trust is given here, by the owner.
 * They sign in once they prove the mailbox by a code; nothing is mailed to them. Whoever is here already stays as they are.
 */
export const importMember = command(ImportMember, async (ctx, input) => {
	authorize(ctx.actor, 'member.import', mayImportMembers, null);
	const known = input.email ? await findByEmail(ctx, input.email) : null;
	if (known) return { id: known.id, fresh: false };
	const { id } = await insertMember(ctx, {
		...input,
		role: 'member',
		locale: input.locale ?? ctx.locale,
		joined: input.joined ?? ctx.now,
		imported: true,
	});
	return { id, fresh: true };
});
