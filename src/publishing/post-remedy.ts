/**
 * What a person does about a post that did not go out. `connect`: connect the account again. `change`: say it in another
 * way. `article`: make the article public. `resend`: send it again, nothing else is in the way. `look`: find out there
 * whether it went out. `elsewhere`: settle something with the network first. `update`: this product has to be updated.
 */
export type PostRemedy = 'connect' | 'change' | 'article' | 'resend' | 'look' | 'elsewhere' | 'update';

const known: Record<string, PostRemedy> = {
	'auth-expired': 'connect',
	'auth-revoked': 'connect',
	'account-refused': 'connect',
	disconnected: 'connect',
	validation: 'change',
	'media-rejected': 'change',
	duplicate: 'look',
	'unknown-outcome': 'look',
	'by-hand': 'look',
	'article-not-published': 'article',
	permission: 'elsewhere',
	'account-restricted': 'elsewhere',
	'cost-blocked': 'elsewhere',
	'not-found': 'elsewhere',
	'version-ended': 'update',
	'network-gone': 'update',
};

/** What helps against this trouble. */
export const remedyOf = (trouble: string | null): PostRemedy => known[trouble ?? ''] ?? 'resend';
