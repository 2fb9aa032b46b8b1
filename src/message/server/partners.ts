import { portraitPath } from '#media/portrait.ts';
import type { Partner } from '#message/talk.ts';

/** A member `m` with their picture `p`, as JSON for `partnerOf`. */
export const partnerJson = `json_build_object('id', m.id, 'name', m.name, 'handle', m.handle, 'role', m.role, 'picture', p.small)`;

export interface PartnerRow extends Omit<Partner, 'portrait'> {
	picture: string | null;
}

export const partnerOf = ({ picture, ...partner }: PartnerRow): Partner => ({
	...partner,
	portrait: portraitPath(picture),
});
