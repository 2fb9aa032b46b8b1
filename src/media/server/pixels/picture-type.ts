/**
 * What a file is by its first bytes, whatever it is called: a picture that we take, one that is refused with a reason of
 * its own, or null. What follows the first bytes does not matter, since only its pixels are kept.
 */
export function pictureType(head: Buffer): 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | 'heic' | 'svg' | null {
	const ascii = (from: number, to: number): string => head.toString('latin1', from, to);
	if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg';
	if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
	if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'webp';
	if (/^GIF8[79]a$/.test(ascii(0, 6))) return 'gif';
	if (ascii(4, 8) === 'ftyp') return familyOf(head);
	return /^\s*(?:<\?xml[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>|\s)*<(?:\w+:)?svg[\s>]/i.test(
		head.toString('utf8').replace(/^\ufeff/, ''),
	)
		? 'svg'
		: null;
}

/** AVIF and HEIC are the same box with other contents; the brands in it tell which (ISO/IEC 23008-12, AVIF §4). */
function familyOf(head: Buffer): 'avif' | 'heic' | null {
	const length = Math.min(head.readUInt32BE(0), head.length);
	const brands: string[] = head.toString('latin1', 8, length).match(/[\s\S]{4}/g) ?? [];
	if (brands.includes('avif') || brands.includes('avis')) return 'avif';
	return brands.some((brand) => ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1'].includes(brand))
		? 'heic'
		: null;
}
