import type { RequestEvent } from '@sveltejs/kit';
import { mayRemovePortrait } from '#media/policy.ts';
import { mayModerate } from '#community/policy.ts';
import { countKept } from '#community/server/index.ts';
import {
	mayAudit,
	mayChangeProfile,
	mayChangeRole,
	mayDescribeMember,
	mayJoinIdentity,
	mayReadConsent,
	maySilence,
	maySuspend,
} from '#membership/policy.ts';
import {
	listFields,
	listLooks,
	listTouches,
	noteLook,
	readAnswers,
	readConsent,
	readMember,
} from '#membership/server/index.ts';
import { memberCardActions } from '#web/member-card.ts';
import { nameThings } from '#web/name-things.ts';

export const actions = memberCardActions;

export async function load({ locals: { ctx, actor }, params, url }: RequestEvent) {
	const id = { member: params['id'] ?? '' };
	const member = await readMember(ctx, { id: params['id'] });
	const may = {
		changeRole: mayChangeRole(actor),
		suspend: maySuspend(actor, member),
		silence: maySilence(actor, member),
		describe: mayDescribeMember(actor),
		join: mayJoinIdentity(actor),
		readConsent: mayReadConsent(actor, member),
		audit: mayAudit(actor),
		correct: mayChangeProfile(actor, member),
		unpicture: mayRemovePortrait(actor, member),
	};
	await noteLook(ctx, id);
	const [touches, consent, looks, kept, fields, answers, [cameTo]] = await Promise.all([
		listTouches(ctx, { ...id, cursor: url.searchParams.get('cursor') }),
		may.readConsent ? readConsent(ctx, id) : null,
		may.audit ? listLooks(ctx, { ...id, limit: 10 }) : null,
		member.suspended && mayModerate(actor) ? countKept(ctx, { author: member.id }) : null,
		listFields(ctx, {}),
		readAnswers(ctx, id),
		nameThings(ctx, member.came.to?.includes(':') ? [member.came.to] : []),
	]);
	return {
		member,
		/** What they read first, by its name. */
		cameTo: cameTo?.name ?? member.came.to,
		may,
		fields,
		answers,
		touches,
		consent,
		looks: looks?.items ?? null,
		kept,
		saved: url.searchParams.get('saved'),
	};
}
