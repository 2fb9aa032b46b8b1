import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { readConversation } from '#inbox/server/index.ts';
import { identityKinds, type IdentityKind } from '#membership/identity.ts';
import { mayJoinIdentity, mayListMembers } from '#membership/policy.ts';
import { findKnownAs, findMemberCalled, joinIdentity } from '#membership/server/index.ts';

type Conversation = Awaited<ReturnType<typeof readConversation>>;

/** The kind of identity that a network's own name for somebody is; null where there is none, or nobody has written to us alone. */
const kindOf = ({ person, origin }: Conversation): IdentityKind | null =>
	(person !== null && identityKinds.find((kind) => kind === origin)) || null;

/** Which member wrote, for those who may know; and whether the asker may say so where nobody does yet. */
export async function readWhoWrote({ ctx, actor }: App.Locals, conversation: Conversation) {
	const kind = kindOf(conversation);
	if (!kind || !mayListMembers(actor)) return { member: null, mayJoin: false };
	const member = await findKnownAs(ctx, { network: kind, person: conversation.person ?? '' });
	return { member, mayJoin: !member && mayJoinIdentity(actor) };
}

/** Staff say which member somebody on a network is: what they wrote and will write stands on that member's card from now on. */
export async function sayWhoWrote(ctx: Ctx, id: string, who: string): Promise<void> {
	const conversation = await readConversation(ctx, { id });
	const kind = kindOf(conversation);
	if (!kind) throw new Problem('conversation.not-found', 404);
	const member = await findMemberCalled(ctx, { who });
	await joinIdentity(ctx, {
		member: member.id,
		kind,
		value: conversation.person ?? '',
		reason: conversation.author.name,
	});
}
