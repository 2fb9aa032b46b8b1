import type { PersonSource } from '#membership/person-source.ts';
import { collectMembership } from '#membership/server/collect-person.ts';
import { forgetMembership } from '#membership/server/forget-person.ts';
import { membershipTouches } from '#membership/server/membership-touches.ts';

/** What this module knows of people: who they are, what they agreed to, what staff wrote down. */
export const membershipPerson: PersonSource = {
	name: 'membership',
	touches: membershipTouches,
	collect: collectMembership,
	forget: forgetMembership,
};
