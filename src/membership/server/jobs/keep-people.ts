import { job, reaction } from '#platform/job/job.ts';
import { consentChanged, memberChanged, memberJoined, memberLabelled, memberRestored } from '#membership/events.ts';
import { memberSuspended, memberUnlabelled, roleChanged } from '#membership/events.ts';
import { identityJoined, identityParted, listImported, memberImported } from '#membership/events.ts';
import { providerJoined, providerParted, remarkDeleted, remarkWritten } from '#membership/events.ts';
import { renewKept } from '#membership/server/kept-people.ts';

/** Facts after which somebody may belong to other segments. What segments ask of conversations and orders is told by `keep-traits`. */
const facts = [
	memberJoined,
	memberImported,
	memberChanged,
	roleChanged,
	memberSuspended,
	memberRestored,
	memberLabelled,
	memberUnlabelled,
	consentChanged,
	identityJoined,
	identityParted,
	providerJoined,
	providerParted,
	remarkWritten,
	remarkDeleted,
	'event.signed-up',
	'event.signed-off',
	'event.checked-in',
	'event.check-in-undone',
];

/** Somebody is let in, or out, within moments of what was told of them. */
export const keepPeopleOf = reaction(
	'membership.keep-people',
	facts,
	async (ctx, { data }) => {
		if (typeof data['member'] === 'number') await renewKept(ctx, { members: [data['member']] });
	},
	{ quick: true },
);

/** Many came at once: everybody is looked at. */
export const keepPeopleOfMany = reaction('membership.keep-people-of-many', [listImported], (ctx) => renewKept(ctx, {}));

/** Each hour: days go by without a fact ("joined within 30 days"), and whatever no fact told of is put right. */
export const checkPeople = job('membership.check-people', { every: '23 * * * *', patient: true }, (ctx) =>
	renewKept(ctx, {}),
);
