import type { RequestEvent } from '@sveltejs/kit';
import { mayRemovePortrait } from '#media/policy.ts';
import { mayModerate } from '#community/policy.ts';
import { countKept } from '#community/server/index.ts';
import {
	mayAudit,
	mayChangeRole,
	mayDescribeMember,
	mayJoinIdentity,
	mayReadConsent,
	maySuspend,
} from '#membership/policy.ts';
import { listLooks, listTouches, noteLook, readConsent, readMember } from '#membership/server/index.ts';
import { memberCardActions } from '#web/member-card.ts';

export const actions = memberCardActions;

export async function load({ locals: { ctx, actor }, params, url }: RequestEvent) {
	const id = { member: params['id'] ?? '' };
	const member = await readMember(ctx, { id: params['id'] });
	const may = {
		changeRole: mayChangeRole(actor),
		suspend: maySuspend(actor, member),
		describe: mayDescribeMember(actor),
		join: mayJoinIdentity(actor),
		readConsent: mayReadConsent(actor, member),
		audit: mayAudit(actor),
		unpicture: mayRemovePortrait(actor, member),
	};
	await noteLook(ctx, id);
	const [touches, consent, looks, kept] = await Promise.all([
		listTouches(ctx, { ...id, cursor: url.searchParams.get('cursor') }),
		may.readConsent ? readConsent(ctx, id) : null,
		may.audit ? listLooks(ctx, { ...id, limit: 10 }) : null,
		member.suspended && mayModerate(actor) ? countKept(ctx, { author: member.id }) : null,
	]);
	return { member, may, touches, consent, looks: looks?.items ?? null, kept, saved: url.searchParams.get('saved') };
}
