import { z } from 'zod';
import { fold } from '#platform/language/fold.ts';

/** Longest handle, in characters. */
export const longestHandle = 30;

/**
 * What a handle looks like: small letters, digits, Han and single hyphens inside. Of Han only what is a letter: radicals look like
 * the characters made of them, and the round nought like an o.
 */
export const handlePattern = /^(?:[a-z0-9]|(?=\p{L})\p{Script=Han})+(?:-(?:[a-z0-9]|(?=\p{L})\p{Script=Han})+)*$/u;

/** A handle as somebody types it; full width and capitals are understood. */
export const handleField = z
	.string()
	.transform((handle) => handle.normalize('NFKC').trim().toLowerCase())
	.pipe(z.string().min(1, 'missing').max(longestHandle, 'too-long').regex(handlePattern, 'handle'));

/** A handle as it is taken for at a glance: noughts for o, ones for l, simplified for traditional, hyphens overlooked. */
export const glanceOf = (handle: string): string =>
	fold(handle)
		.text.replaceAll('-', '')
		.replaceAll('0', 'o')
		.replaceAll('1', 'l')
		.replaceAll('rn', 'm')
		.replaceAll('vv', 'w');

/** Names that would speak for the house, or that addresses may need one day. */
const reserved = new Set(
	'admin administrator owner staff moderator editor system support official homecourt help info me new edit api root webmaster postmaster 官方 客服 管理員 系統 站長 小編'.split(
		' ',
	),
);

const reservedGlances = new Set([...reserved].map(glanceOf));

/** True when nobody may take this handle, or one that is taken for it. */
export const reservedHandle = (handle: string): boolean => reservedGlances.has(glanceOf(handle));

/** The handle that a name suggests; `member` when it has nothing that a handle may hold. */
export function handleOf(name: string): string {
	const plain = [...name]
		.slice(0, longestHandle * 2)
		.join('')
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.normalize('NFC')
		.toLowerCase()
		.replace(/(?:(?![a-z0-9]|(?=\p{L})\p{Script=Han})[^])+/gu, '-')
		.replace(/^-+/, '');
	// Cut between characters, never inside one that takes two units.
	const short = [...plain].slice(0, longestHandle).join('').replace(/-+$/, '');
	return short && !reservedHandle(short) ? short : 'member';
}
