/** Longest handle, in characters. */
export const longestHandle = 30;

/** What a handle looks like: small letters, digits, Han and single hyphens inside. */
export const handlePattern = /^[a-z0-9\p{Script=Han}]+(?:-[a-z0-9\p{Script=Han}]+)*$/u;

/** Names that would speak for the house, or that addresses may need one day. */
const reserved = new Set(
	'admin administrator owner staff moderator editor system support official homecourt help info me new edit api root webmaster postmaster 官方 客服 管理員 系統 站長 小編'.split(
		' ',
	),
);

/** True when nobody may take this handle. */
export const reservedHandle = (handle: string): boolean => reserved.has(handle.toLowerCase());

/** The handle that a name suggests; `member` when it has nothing that a handle may hold. */
export function handleOf(name: string): string {
	const plain = [...name]
		.slice(0, longestHandle * 2)
		.join('')
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.normalize('NFC')
		.toLowerCase()
		.replace(/[^a-z0-9\p{Script=Han}]+/gu, '-')
		.replace(/^-+/, '');
	// Cut between characters, never inside one that takes two units.
	const short = [...plain].slice(0, longestHandle).join('').replace(/-+$/, '');
	return short && !reservedHandle(short) ? short : 'member';
}
