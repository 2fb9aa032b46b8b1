import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { encodePieces, fillPieces, roomInHtml, roomInText, slot } from '#notification/server/letter/slots.ts';

const key = '0123456789abcdefghijklmnopqrstuvwxyz0123456789ab';
const encoded = Buffer.from(key).toString('base64');
const decode = (body: string): string => Buffer.from(body.replaceAll('\r\n', ''), 'base64').toString();

it('gives what encoding the filled text gives, with lines of at most 76, wherever the keys stand', () => {
	for (let round = 0; round < 300; round++) {
		const words = (most: number): string => '醬a油é\n'.repeat(randomInt(most)).slice(0, randomInt(most));
		const html = Array.from(
			{ length: randomInt(6) },
			() =>
				`${words(80)}<a class="l" href="https://x.example/${words(9).replace(/\s/g, '')}?n=${slot}">${words(20)}</a>`,
		).join(words(40));
		const body = fillPieces(encodePieces(roomInHtml(html)), encoded);
		expect(decode(body).replace(/ {2,}href/g, ' href')).toBe(html.replaceAll(slot, key));
		expect(body.split('\r\n').every((line) => line.length <= 76)).toBe(true);
	}
});

it('does the same for plain text', () => {
	const text = `退訂：\nhttps://x.example/out/${slot}\n(https://x.example/${slot})`;
	const body = fillPieces(encodePieces(roomInText(text)), encoded);
	expect(decode(body).replace(/ +/g, '')).toBe(text.replaceAll(slot, key));
});

it('is plain base64 where there is no key', () => {
	const { texts, cuts } = encodePieces('醬油'.repeat(40));
	expect(cuts).toEqual([]);
	expect(decode(texts.join(''))).toBe('醬油'.repeat(40));
});
