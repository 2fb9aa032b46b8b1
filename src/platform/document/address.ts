import { attributeLimits } from './schema.ts';

const schemes = new Set(['http:', 'https:', 'mailto:']);

// An address in this form reads the same to every parser and may stay as it was written, Chinese included.
const plain = /^(?:https?:\/\/|mailto:)[^\s\\<>"'`{}|^]+$/iu;

/**
 * The address a link may lead to, or null: http, https, mailto, or a path of this site beginning with one slash. Never
 * another scheme, never a disguised host (`//`, `/\`, `user@host`).
 */
export function linkAddress(value: unknown): string | null {
	if (typeof value !== 'string' || value.length > attributeLimits.address) return null;
	// Browsers ignore these inside an address; so they may not help to hide a scheme.
	const address = value.replace(/[\u0000-\u0020\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]|\p{Cs}/gu, '');
	if (!address) return null;
	if (address.startsWith('/')) return /^\/(?![/\\])/.test(address) ? address.replaceAll('\\', '%5C') : null;
	if (!URL.canParse(address)) return null;
	const url = new URL(address);
	if (!schemes.has(url.protocol) || url.username || url.password) return null;
	if (url.protocol === 'mailto:') return /^[^\s@<>"]+@[^\s@<>"]+$/.test(url.pathname) ? url.href : null;
	return plain.test(address) ? address : url.href;
}

/** The address a button may lead to, or null: a path of this site or https, nothing else. */
export function actionAddress(value: unknown): string | null {
	const address = linkAddress(value);
	return address && /^(?:\/|https:)/i.test(address) ? address : null;
}

/** The address of a file of this site to take away, or null. Another path of this site could be a page that does something. */
export function fileAddress(value: unknown): string | null {
	const address = linkAddress(value);
	return address && /^\/files\/[0-9a-f]{24}\/[^./\\?#][^/\\?#]*$/.test(address) ? address : null;
}

/** The address a picture may be shown from, or null: a picture of this site, or http and https. */
export function pictureAddress(value: unknown): string | null {
	const address = linkAddress(value);
	if (!address || address.startsWith('mailto:')) return null;
	return !address.startsWith('/') || /^\/media\/\w[\w.-]*$/.test(address) ? address : null;
}
