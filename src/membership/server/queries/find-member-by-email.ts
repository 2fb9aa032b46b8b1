import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { emailField } from '#membership/email.ts';
import { mayListMembers } from '#membership/policy.ts';
import { findByEmail } from '#membership/server/insert-member.ts';

/** The member who signs in with this address, or null; for staff and the command line. */
export const findMemberByEmail = query(z.object({ email: emailField }), async (ctx, { email }) => {
	authorize(ctx.actor, 'member.read', mayListMembers, null);
	const found = await findByEmail(ctx, email);
	return found && { id: found.id };
});
